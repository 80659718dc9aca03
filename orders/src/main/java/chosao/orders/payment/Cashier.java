package chosao.orders.payment;

import chosao.orders.order.Order;
import chosao.orders.order.OrderState;
import chosao.orders.order.Orders;
import chosao.orders.order.PaymentState;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deals with the payment provider on behalf of orders: asks it outside of any transaction, and has
 * the answer taken in by {@link Settlement}. What the provider does not answer now, the sweeper
 * asks again.
 */
@Singleton
public class Cashier {

    private static final Logger LOG = LoggerFactory.getLogger(Cashier.class);

    private final StripeCards cards;
    private final Settlement settlement;
    private final Payments payments;
    private final Refunds refunds;
    private final Orders orders;
    private final Clock clock;

    Cashier(
            StripeCards cards,
            Settlement settlement,
            Payments payments,
            Refunds refunds,
            Orders orders,
            Clock clock) {
        this.cards = cards;
        this.settlement = settlement;
        this.payments = payments;
        this.refunds = refunds;
        this.orders = orders;
        this.clock = clock;
    }

    /** What the provider says to a payment, not yet written down. */
    public sealed interface Opening {

        /** The order as it will be once that is written. */
        Order order();

        record Opened(Order order, String intentId, @Nullable String clientSecret)
                implements Opening {}

        record Refused(Order order, String code) implements Opening {}

        /** It does not answer; the payment stays pending and is opened later. */
        record Unanswered(Order order) implements Opening {}
    }

    /** Asks the provider to open the payment of a new order. */
    public Opening open(Order order) {
        try {
            var intent = cards.open(order);
            var secret = intent.clientSecret();
            return new Opening.Opened(
                    order.with(order.payment().opened(intent.id(), secret)), intent.id(), secret);
        } catch (ProviderException.Unavailable unavailable) {
            LOG.warn(
                    "Order {} waits for its payment to open: {}",
                    order.id(),
                    unavailable.getMessage());
            return new Opening.Unanswered(order);
        } catch (ProviderException.Refused refused) {
            LOG.error("Order {} cannot be paid: {}", order.id(), refused.getMessage());
            return new Opening.Refused(
                    order.with(order.payment().refused(refused.code())), refused.code());
        }
    }

    /** Writes down what the provider said, in the caller's transaction if there is one. */
    public void record(Opening opening) {
        switch (opening) {
            case Opening.Opened(Order order, String id, String secret) ->
                    payments.open(
                            order,
                            new Intent(
                                    id,
                                    order.id(),
                                    secret,
                                    Intent.Status.OPEN,
                                    order.total(),
                                    null));
            case Opening.Refused(Order order, String code) -> payments.refuse(order, code);
            case Opening.Unanswered(_) -> {}
        }
    }

    /** Asks the provider how a payment stands, and takes it in. */
    void check(Order order) {
        var intent = order.payment().intentId();
        if (intent != null && order.payment().state() == PaymentState.OPEN) {
            settle(cards.retrieve(intent));
        }
    }

    /** Calls an order off; what is to be done at the provider is done or will be. */
    void callOff(Order order) {
        settlement.callOff(order.id());
        try {
            attend(order.id());
            refund(order.id());
        } catch (ProviderException later) {
            LOG.warn(
                    "Order {} is called off, its payment follows: {}",
                    order.id(),
                    later.getMessage());
        }
    }

    /** Does whatever the payment of an order needs now. */
    void attend(UUID orderId) {
        var order = orders.find(orderId).orElseThrow();
        boolean over =
                order.state() != OrderState.AWAITING_PAYMENT
                        || !clock.instant().isBefore(order.paymentDeadline());
        switch (order.payment().state()) {
            case PENDING -> openLate(order, over);
            case OPEN -> {
                var intent = order.payment().intentId();
                if (intent != null) {
                    settle(over ? cards.cancel(intent) : cards.retrieve(intent));
                }
            }
            case FAILED -> {
                if (over) {
                    settlement.expireUnpayable(orderId);
                }
            }
            case SUCCEEDED, CANCELLED, REFUND_PENDING, REFUNDED ->
                    LOG.debug("The payment of order {} needs nothing", orderId);
        }
    }

    /** Whether the provider knows of the payment is not known here: its key finds out. */
    private void openLate(Order order, boolean over) {
        try {
            var intent = cards.open(order);
            settle(over ? cards.cancel(intent.id()) : cards.retrieve(intent.id()));
        } catch (ProviderException.Refused refused) {
            LOG.error("Order {} cannot be paid: {}", order.id(), refused.getMessage());
            payments.refuse(order, refused.code());
        }
    }

    private void settle(Intent intent) {
        settlement.settle(intent);
        if (intent.orderId() != null) {
            refund(intent.orderId());
        }
    }

    /** Gives back what is due to be given back. */
    void refund(@Nullable UUID orderId) {
        for (var refund : refunds.takeDue(orderId, 20)) {
            try {
                refunds.record(
                        refund.stripeId() == null
                                ? cards.refund(
                                        refund.id(),
                                        refund.intentId(),
                                        refund.amount(),
                                        refund.attempts())
                                : cards.retrieveRefund(refund.stripeId()));
            } catch (ProviderException.Refused refused) {
                refunds.fail(refund.id(), null, refused.code());
            } catch (ProviderException.Unavailable unavailable) {
                LOG.warn("Refund {} waits: {}", refund.id(), unavailable.getMessage());
            }
        }
    }
}
