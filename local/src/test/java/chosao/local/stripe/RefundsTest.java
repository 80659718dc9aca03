package chosao.local.stripe;

import static chosao.local.stripe.Shop.aPayment;
import static chosao.local.stripe.Shop.paid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RefundsTest {

    @RegisterExtension
    static final OpenSandbox STRIPE =
            new OpenSandbox(Shop.settings().settlingRefundsAfter(Duration.ofMillis(100)));

    @Test
    void givesBackInPartsUntilNothingIsLeft() throws StripeException {
        PaymentIntent paid = paid(STRIPE.client());

        Refund first = STRIPE.client().v1().refunds().create(of(paid).setAmount(20_000L).build());
        Refund rest = STRIPE.client().v1().refunds().create(of(paid).build());
        InvalidRequestException over =
                catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> STRIPE.client().v1().refunds().create(of(paid).build()));

        assertThat(first.getStatus()).isEqualTo("succeeded");
        assertThat(rest.getAmount()).isEqualTo(100_000);
        assertThat(over.getCode()).isEqualTo("charge_already_refunded");
        assertThat(STRIPE.client().v1().charges().retrieve(paid.getLatestCharge()).getRefunded())
                .isTrue();
        List<Refund> listed =
                STRIPE.client()
                        .v1()
                        .refunds()
                        .list(RefundListParams.builder().setPaymentIntent(paid.getId()).build())
                        .getData();
        assertThat(listed).extracting(Refund::getId).containsExactly(rest.getId(), first.getId());
        assertThat(STRIPE.client().v1().refunds().retrieve(first.getId()).getPaymentIntent())
                .isEqualTo(paid.getId());
    }

    @Test
    void givesBackNoMoreThanWasPaidHoweverManyAsk() throws Exception {
        PaymentIntent paid = paid(STRIPE.client());
        Callable<Boolean> half =
                () -> {
                    try {
                        return STRIPE.client()
                                        .v1()
                                        .refunds()
                                        .create(of(paid).setAmount(60_000L).build())
                                != null;
                    } catch (InvalidRequestException e) {
                        return false;
                    }
                };

        long given = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(Stream.generate(() -> half).limit(8).toList())) {
                given += answer.get() ? 1 : 0;
            }
        }

        assertThat(given).isEqualTo(2);
        assertThat(
                        STRIPE.client()
                                .v1()
                                .charges()
                                .retrieve(paid.getLatestCharge())
                                .getAmountRefunded())
                .isEqualTo(120_000);
    }

    @Test
    void givesBackNothingThatWasNotTaken() throws StripeException {
        PaymentIntent unpaid = STRIPE.client().v1().paymentIntents().create(aPayment().build());
        PaymentIntent held =
                STRIPE.client()
                        .v1()
                        .paymentIntents()
                        .create(
                                aPayment()
                                        .setCaptureMethod(
                                                PaymentIntentCreateParams.CaptureMethod.MANUAL)
                                        .setPaymentMethod("pm_card_visa")
                                        .setConfirm(true)
                                        .build());

        for (PaymentIntent intent : List.of(unpaid, held)) {
            InvalidRequestException refused =
                    catchThrowableOfType(
                            InvalidRequestException.class,
                            () -> STRIPE.client().v1().refunds().create(of(intent).build()));
            assertThat(refused.getMessage())
                    .contains("does not have a successful charge to refund");
        }
    }

    @Test
    void keepsSomeRefundsPendingAtFirst() throws StripeException {
        PaymentIntent paid = paid(STRIPE.client(), "pm_card_pendingRefund");

        Refund refund = STRIPE.client().v1().refunds().create(of(paid).build());

        assertThat(refund.getStatus()).isEqualTo("pending");
        await().untilAsserted(() -> assertThat(status(refund)).isEqualTo("succeeded"));
    }

    @Test
    void failsSomeRefundsLater() throws StripeException {
        PaymentIntent paid = paid(STRIPE.client(), "pm_card_refundFail");

        Refund refund = STRIPE.client().v1().refunds().create(of(paid).build());

        assertThat(refund.getStatus()).isEqualTo("succeeded");
        await().untilAsserted(() -> assertThat(status(refund)).isEqualTo("failed"));
        assertThat(STRIPE.client().v1().refunds().retrieve(refund.getId()).getFailureReason())
                .isEqualTo("expired_or_canceled_card");
        assertThat(
                        STRIPE.client()
                                .v1()
                                .charges()
                                .retrieve(paid.getLatestCharge())
                                .getAmountRefunded())
                .isZero();
    }

    private static String status(Refund refund) throws StripeException {
        return STRIPE.client().v1().refunds().retrieve(refund.getId()).getStatus();
    }

    private static RefundCreateParams.Builder of(PaymentIntent intent) {
        return RefundCreateParams.builder().setPaymentIntent(intent.getId());
    }
}
