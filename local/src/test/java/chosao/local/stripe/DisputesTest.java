package chosao.local.stripe;

import static chosao.local.stripe.Shop.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Dispute;
import com.stripe.model.PaymentIntent;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.RefundCreateParams;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DisputesTest {

    @RegisterExtension static final OpenSandbox STRIPE = new OpenSandbox(Shop.settings());

    @Test
    void aDisputedChargeCannotBeRefundedUntilItIsWon() throws StripeException {
        PaymentIntent paid = paid(STRIPE.client(), "pm_card_createDispute");
        Dispute opened = only(paid);

        InvalidRequestException refused =
                catchThrowableOfType(InvalidRequestException.class, () -> refund(paid));
        Dispute won = answered(opened, "winning_evidence");

        assertThat(opened.getStatus()).isEqualTo("needs_response");
        assertThat(opened.getReason()).isEqualTo("fraudulent");
        assertThat(opened.getAmount()).isEqualTo(120_000);
        assertThat(refused.getCode()).isEqualTo("charge_disputed");
        assertThat(won.getStatus()).isEqualTo("won");
        refund(paid);
    }

    @Test
    void evidenceMayDecideAndGivingInLoses() throws StripeException {
        Dispute first = only(paid(STRIPE.client(), "pm_card_createDispute"));
        Dispute second = only(paid(STRIPE.client(), "pm_card_createDisputeProductNotReceived"));

        assertThat(answered(first, "something").getStatus()).isEqualTo("under_review");
        assertThat(answered(first, "losing_evidence").getStatus()).isEqualTo("lost");
        assertThat(second.getReason()).isEqualTo("product_not_received");
        assertThat(STRIPE.client().v1().disputes().close(second.getId()).getStatus())
                .isEqualTo("lost");
        InvalidRequestException over =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> STRIPE.client().v1().disputes().close(second.getId()));
        assertThat(over.getStatusCode()).isEqualTo(400);
    }

    @Test
    void tellsOfEachStep() throws Exception {
        try (Shop shop = new Shop()) {
            STRIPE.sandbox().sendTo(shop.url());
            Dispute dispute = only(paid(STRIPE.client(), "pm_card_createDispute"));
            answered(dispute, "winning_evidence");

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(shop.heardTypes())
                                    .contains(
                                            "charge.dispute.created",
                                            "charge.dispute.funds_withdrawn",
                                            "charge.dispute.updated",
                                            "charge.dispute.closed",
                                            "charge.dispute.funds_reinstated"));
        }
    }

    private static Dispute only(PaymentIntent paid) throws StripeException {
        var listed =
                STRIPE.client()
                        .v1()
                        .disputes()
                        .list(DisputeListParams.builder().setPaymentIntent(paid.getId()).build())
                        .getData();
        assertThat(listed).hasSize(1);
        return STRIPE.client().v1().disputes().retrieve(listed.getFirst().getId());
    }

    private static Dispute answered(Dispute dispute, String text) throws StripeException {
        return STRIPE.client()
                .v1()
                .disputes()
                .update(
                        dispute.getId(),
                        DisputeUpdateParams.builder()
                                .setEvidence(
                                        DisputeUpdateParams.Evidence.builder()
                                                .setUncategorizedText(text)
                                                .build())
                                .build());
    }

    private static void refund(PaymentIntent paid) throws StripeException {
        var refund =
                STRIPE.client()
                        .v1()
                        .refunds()
                        .create(
                                RefundCreateParams.builder()
                                        .setPaymentIntent(paid.getId())
                                        .build());
        assertThat(refund.getStatus()).isEqualTo("succeeded");
    }
}
