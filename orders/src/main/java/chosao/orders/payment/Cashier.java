package chosao.orders.payment;

import chosao.kernel.money.Money;
import chosao.orders.order.Order;
import chosao.orders.order.Orders;
import chosao.orders.order.PaymentState;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
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

        /** It can be paid; the order as it will be once that is written. */
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
            LOG.warn("Order {} cannot be paid: {}", order.id(), refused.getMessage());
            return new Opening.Refused(order, refused.code());
        }
    }

    /**
     * Writes down what the provider said, in the caller's transaction if there is one.
     *
     * @return the order as it stands then, whoever else wrote something down meanwhile
     */
    @Transactional
    public Order record(Opening opening) {
        return switch (opening) {
            case Opening.Opened(Order order, String id, String secret) ->
                    payments.open(order, opened(order, id, secret)) ? order : reread(order);
            case Opening.Refused(Order order, String code) -> {
                settlement.refuse(order.id(), code);
                yield reread(order);
            }
            case Opening.Unanswered(Order order) -> order;
        };
    }

    private static Intent opened(Order order, String id, @Nullable String secret) {
        return new Intent(id, order.id(), secret, Intent.Status.OPEN, order.total(), null);
    }

    private Order reread(Order order) {
        return orders.find(order.id()).orElseThrow();
    }

    /** Asks the provider how a payment stands, and takes it in. */
    void check(Order order) {
        var intent = order.payment().intentId();
        if (intent != null && order.payment().state() == PaymentState.OPEN) {
            settle(cards.retrieve(intent));
        }
    }

    /** Does at the provider what is to be done for an order that was called off. */
    void followUp(UUID orderId) {
        try {
            attend(orderId);
            giveBack(orderId);
        } catch (ProviderException later) {
            LOG.warn(
                    "Order {} is called off, its payment follows: {}", orderId, later.getMessage());
        }
    }

    /** Does whatever the payment of an order needs now. */
    void attend(UUID orderId) {
        var order = orders.find(orderId).orElseThrow();
        switch (order.payment().state()) {
            case PENDING -> openLate(order);
            case OPEN -> askAbout(order, Objects.requireNonNull(order.payment().intentId()));
            case FAILED, SUCCEEDED, CANCELLED, REFUND_PENDING, REFUNDED ->
                    LOG.debug("The payment of order {} needs nothing", orderId);
        }
    }

    /**
     * Whether the provider knows of the payment is not known here: its key finds out. Only what it
     * says to this question is a word on whether it takes the payment on.
     */
    private void openLate(Order order) {
        Intent intent;
        try {
            intent = cards.open(order);
        } catch (ProviderException.Refused refused) {
            LOG.warn("Order {} cannot be paid: {}", order.id(), refused.getMessage());
            settlement.refuse(order.id(), refused.code());
            return;
        }
        // The key gives the payment as it was when it was made; what became of it is asked apart.
        payments.open(order, intent);
        askAbout(order, intent.id());
    }

    private void askAbout(Order order, String intentId) {
        if (order.isPayable(clock.instant())) {
            settle(cards.retrieve(intentId));
            return;
        }
        try {
            settle(cards.cancel(intentId));
        } catch (ProviderException.Refused refused) {
            if (!refused.isOfUnknown()) {
                throw refused;
            }
            LOG.error(
                    "Payment {} of order {} is not known to the provider, and nobody waits for it any longer",
                    intentId,
                    order.id());
            settlement.giveUp(order.id(), refused.code());
        }
    }

    private void settle(Intent intent) {
        if (settlement.settle(intent)) {
            giveBack(Objects.requireNonNull(intent.orderId()));
        }
    }

    /** Gives back what of an order is due to be given back. */
    void giveBack(UUID orderId) {
        var due = refunds.takeDueOf(orderId);
        while (due.isPresent()) {
            giveBack(due.get());
            due = refunds.takeDueOf(orderId);
        }
    }

    /** Makes a refund, or asks what became of it; what has no answer now is asked again later. */
    void giveBack(Refunds.Refund refund) {
        try {
            if (refund.stripeId() == null) {
                submit(refund);
            } else {
                refunds.record(cards.retrieveRefund(refund.stripeId()));
            }
        } catch (ProviderException later) {
            LOG.warn("Refund {} waits: {}", refund.id(), later.getMessage());
            refunds.retry(refund.id());
        }
    }

    private void submit(Refunds.Refund refund) {
        // What an attempt before may have done, its answer lost, is not to be done again.
        var amount = refund.attempts() == 0 ? Optional.of(refund.amount()) : outstanding(refund);
        if (amount.isEmpty()) {
            return;
        }
        try {
            refunds.record(
                    cards.refund(refund.id(), refund.intentId(), amount.get(), refund.attempts()));
        } catch (ProviderException.Refused refused) {
            if (refused.isForDispute()) {
                // Its event says when it may be made, if it is not settled before we hear of it.
                throw refused;
            }
            var left = outstanding(refund);
            if (left.equals(amount)) {
                refunds.refuse(refund.id(), refused.code());
            } else {
                refunds.makeDue(refund.id());
            }
        }
    }

    /** What is still to be given back of it by us, as the provider knows it. */
    private Optional<Money> outstanding(Refunds.Refund refund) {
        try {
            var received = cards.retrieve(refund.intentId()).received();
            settlement.takeIn(refund, received, cards.refundsOf(refund.intentId()));
        } catch (ProviderException.Refused unknown) {
            LOG.debug("Payment {} is not known to the provider", refund.intentId(), unknown);
        }
        return refunds.outstanding(refund.id());
    }

    /**
     * Something was given back of a payment, by us or elsewhere: asks what, and takes it in.
     *
     * @param eventId what told of it
     */
    void refundsChanged(String eventId, String intentId) {
        var order = payments.orderOf(intentId);
        if (order.isEmpty()) {
            LOG.info("Event {} is about a payment of no order here: {}", eventId, intentId);
            return;
        }
        settlement.hear(eventId, order.get(), intentId, cards.refundsOf(intentId));
        giveBack(order.get());
    }

    /**
     * Something became of a dispute: asks what, and takes it in.
     *
     * @param eventId what told of it
     */
    void disputeChanged(String eventId, String disputeId) {
        var dispute = cards.dispute(disputeId).orElse(null);
        var order = dispute == null ? null : payments.orderOf(dispute.intentId()).orElse(null);
        if (dispute == null || order == null) {
            LOG.info("Event {} is about a payment of no order here: {}", eventId, disputeId);
            return;
        }
        settlement.hear(eventId, order, dispute);
        giveBack(order);
    }
}
