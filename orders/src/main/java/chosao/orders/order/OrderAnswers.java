package chosao.orders.order;

import io.micronaut.context.annotation.Property;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells orders to their buyers. */
@Singleton
public final class OrderAnswers {

    private final Regions regions;
    private final JsonMapper json;
    private final String publishableKey;
    private final String publicApiBase;

    OrderAnswers(
            Regions regions,
            JsonMapper json,
            @Property(name = "orders.stripe.publishable-key") String publishableKey,
            @Property(name = "orders.stripe.public-api-base") String publicApiBase) {
        this.regions = regions;
        this.json = json;
        this.publishableKey = publishableKey;
        this.publicApiBase = publicApiBase;
    }

    public OrderAnswer of(Order order) {
        return new OrderAnswer(
                order.id(),
                order.number().value(),
                order.state().code(),
                order.endReason() == null ? null : order.endReason().code(),
                order.total(),
                order.consignments().stream()
                        .map(consignment -> OrderAnswer.Parcel.of(consignment, order.isOnHold()))
                        .toList(),
                order.contact(),
                addressOf(order.shippingAddress()),
                payingOf(order),
                order.createdAt(),
                order.paymentDeadline());
    }

    /** The order as it is sent, for an answer that is to be given again byte by byte. */
    public byte[] write(Order order) {
        try {
            return json.writeValueAsBytes(of(order));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    OrderAnswer.Address addressOf(ShippingAddress address) {
        var code = address.region();
        return new OrderAnswer.Address(
                address.line(), new OrderAnswer.Region(code, regions.nameOf(code).orElse(code)));
    }

    private OrderAnswer.Paying payingOf(Order order) {
        var payment = order.payment();
        boolean payable =
                order.state() == OrderState.AWAITING_PAYMENT
                        && payment.state() == PaymentState.OPEN;
        return new OrderAnswer.Paying(
                payment.method(),
                payment.state().code(),
                payable ? payment.clientSecret() : null,
                payable ? publishableKey : null,
                payable ? publicApiBase : null,
                payment.failure(),
                payment.refunded());
    }
}
