package chosao.orders.order;

import chosao.kernel.money.Money;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An order as its buyer sees it. */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Order")
public record OrderAnswer(
        UUID id,
        String number,
        @Schema(implementation = OrderState.class) String state,
        @Schema(
                        description =
                                "Why it ended without being delivered: `cancelled-by-buyer`, `not-paid-in-time`,"
                                        + " `payment-refused`, `payment-cancelled`, `out-of-stock`,"
                                        + " `certificate-lapsed`, `wrong-amount`, `refunded-elsewhere` or"
                                        + " `dispute-lost`.")
                @Nullable String endReason,
        Money total,
        List<Parcel> consignments,
        Contact contact,
        Address shippingAddress,
        Paying payment,
        Instant createdAt,
        Instant paymentDeadline) {

    /**
     * What one producer ships of it.
     *
     * @param onHold whether it may not be shipped for now
     */
    @Serdeable
    public record Parcel(
            UUID id,
            Producer producer,
            List<Item> items,
            String state,
            @Schema(description = ON_HOLD) boolean onHold) {

        static Parcel of(Consignment consignment, boolean onHold) {
            return new Parcel(
                    consignment.id(),
                    new Producer(consignment.producerId(), consignment.producerName()),
                    consignment.lines().stream().map(Item::of).toList(),
                    consignment.state(),
                    onHold);
        }
    }

    static final String ON_HOLD =
            "Whether it may not be shipped for now: the holder of the card objects to the payment, and it is"
                    + " not decided yet.";

    @Serdeable
    public record Producer(UUID id, String name) {}

    @Serdeable
    public record Item(
            String sku,
            UUID productId,
            String name,
            String variantName,
            int quantity,
            Money price,
            Money total) {

        static Item of(Consignment.Line line) {
            return new Item(
                    line.sku(),
                    line.productId(),
                    line.productName(),
                    line.variantName(),
                    line.quantity(),
                    line.unitPrice(),
                    line.total());
        }
    }

    @Serdeable
    public record Address(String line, Region region) {}

    @Serdeable
    public record Region(String code, String name) {}

    /**
     * How the order is paid.
     *
     * @param clientSecret with which the buyer's client confirms the payment, while it can be paid
     * @param stripeApiBase where it does that
     */
    @Serdeable
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Paying(
            String method,
            @Schema(implementation = PaymentState.class) String state,
            @Nullable String clientSecret,
            @Nullable String publishableKey,
            @Nullable String stripeApiBase,
            @Nullable String failure,
            @Schema(
                            description =
                                    "How much of it is back with the buyer or on its way there; missing where"
                                            + " nothing is.")
                    @Nullable Money refundedAmount) {}
}
