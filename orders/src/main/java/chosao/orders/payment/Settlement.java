package chosao.orders.payment;

import static chosao.orders.order.EndReason.CANCELLED_BY_BUYER;
import static chosao.orders.order.EndReason.CERTIFICATE_LAPSED;
import static chosao.orders.order.EndReason.DISPUTE_LOST;
import static chosao.orders.order.EndReason.NOT_PAID_IN_TIME;
import static chosao.orders.order.EndReason.OUT_OF_STOCK;
import static chosao.orders.order.EndReason.PAYMENT_CANCELLED;
import static chosao.orders.order.EndReason.PAYMENT_REFUSED;
import static chosao.orders.order.EndReason.REFUNDED_ELSEWHERE;
import static chosao.orders.order.EndReason.WRONG_AMOUNT;
import static java.util.stream.Collectors.toSet;

import chosao.kernel.clock.MarketCalendar;
import chosao.kernel.money.Money;
import chosao.orders.OrdersProblem;
import chosao.orders.cart.Carts;
import chosao.orders.offer.Certificate;
import chosao.orders.offer.Offers;
import chosao.orders.order.EndReason;
import chosao.orders.order.Order;
import chosao.orders.order.OrderState;
import chosao.orders.order.Orders;
import chosao.orders.order.PaymentState;
import chosao.orders.payment.StripeCards.Refunded;
import chosao.orders.stock.Demand;
import chosao.orders.stock.Reservation;
import chosao.orders.stock.Stock;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way in which news of a payment changes an order, whoever brings it: the webhook, the
 * buyer's client, or the sweeper. Each step is one transaction under the order's lock and moves the
 * order forward or not at all, so news may come twice, late, or in the wrong order.
 *
 * <p>Money that was paid for a promise that cannot be kept is given back: the refund is written
 * here and carried out after the commit.
 */
@Singleton
class Settlement {

    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final Orders orders;
    private final Payments payments;
    private final Refunds refunds;
    private final Disputes disputes;
    private final Stock stock;
    private final Carts carts;
    private final Offers offers;
    private final MarketCalendar calendar;
    private final Clock clock;

    Settlement(
            Orders orders,
            Payments payments,
            Refunds refunds,
            Disputes disputes,
            Stock stock,
            Carts carts,
            Offers offers,
            MarketCalendar calendar,
            Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.refunds = refunds;
        this.disputes = disputes;
        this.stock = stock;
        this.carts = carts;
        this.offers = offers;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * What Stripe tells of a payment; an event that had its effect before has none now.
     *
     * @return whether money is to be given back from now on
     */
    @Transactional
    boolean hear(String eventId, Intent intent) {
        return payments.isNews(eventId) && settle(intent);
    }

    /** What Stripe tells of a refund. */
    @Transactional
    void hear(String eventId, Refunded refunded) {
        if (payments.isNews(eventId)) {
            refunds.record(refunded);
        }
    }

    /** What Stripe tells of all that was given back of an order's payment. */
    @Transactional
    void hear(String eventId, UUID orderId, String intentId, List<Refunded> all) {
        if (payments.isNews(eventId)) {
            takeIn(orders.lock(orderId).orElseThrow(), intentId, all);
        }
    }

    /**
     * The same, learnt on the occasion of a refund, which may be of another payment.
     *
     * @param received what that payment brought
     */
    @Transactional
    void takeIn(Refunds.Refund refund, Money received, List<Refunded> all) {
        var order = orders.lock(refund.orderId()).orElseThrow();
        if (refund.intentId().equals(order.payment().intentId())) {
            takeIn(order, refund.intentId(), all);
        } else {
            refunds.takeIn(order, refund.intentId(), all);
            refunds.trim(refund.intentId(), received.amount());
        }
    }

    private void takeIn(Order order, String intentId, List<Refunded> all) {
        refunds.takeIn(order, intentId, all);
        takeInRefunded(order, intentId, REFUNDED_ELSEWHERE);
    }

    /**
     * Draws the consequences of what was given back: nothing is given back twice, and what was
     * given back as a whole is not shipped.
     */
    private void takeInRefunded(Order before, String intentId, EndReason reason) {
        refunds.sumUp(intentId);
        var order = orders.lock(before.id()).orElseThrow();
        var paid = order.payment().paid();
        if (paid == null) {
            // Seen to when it is heard that it was paid at all.
            return;
        }
        refunds.trim(intentId, paid.amount());
        if (order.payment().left() > 0) {
            return;
        }
        switch (order.state()) {
            case CONFIRMED -> giveBackConfirmed(order, reason);
            case SHIPPED, DELIVERED -> {
                orders.move(order, order.state(), null, PaymentState.REFUND_PENDING, null);
                refunds.sumUp(intentId);
            }
            case AWAITING_PAYMENT, CANCELLED, EXPIRED, REFUNDED ->
                    LOG.debug("Order {} had ended before its money went back", order.id());
        }
    }

    /** What Stripe tells of a dispute about an order's payment. */
    @Transactional
    void hear(String eventId, UUID orderId, Disputed dispute) {
        if (payments.isNews(eventId)) {
            var order = orders.lock(orderId).orElseThrow();
            disputes.put(order, dispute).ifPresent(step -> follow(order, dispute, step));
        }
    }

    private void follow(Order order, Disputed dispute, Disputes.Step step) {
        boolean open = disputes.mark(order);
        if (step.before() == null) {
            LOG.warn(
                    "Dispute {} about order {} is {}: {}, evidence is due by {}",
                    dispute.id(),
                    order.id(),
                    step.now().code(),
                    dispute.reason(),
                    dispute.dueBy());
        } else if (step.now() != DisputeState.OPEN) {
            LOG.warn(
                    "Dispute {} about order {} is {}", dispute.id(), order.id(), step.now().code());
        }
        if (step.now() == DisputeState.LOST) {
            lose(order, dispute);
        }
        if (open) {
            refunds.hold(order);
        } else {
            refunds.release(order);
            // What happened while nothing could be given back.
            boolean _ = lapse(order.id());
        }
    }

    private void lose(Order before, Disputed dispute) {
        refunds.addLost(before, dispute);
        takeInRefunded(before, dispute.intentId(), DISPUTE_LOST);
        // Of a part too: whoever objects to a part of an order does not wait for the rest of it.
        var order = orders.lock(before.id()).orElseThrow();
        if (order.state() == OrderState.CONFIRMED) {
            giveBackConfirmed(order, DISPUTE_LOST);
        }
    }

    /**
     * Takes in how a payment stands at its provider.
     *
     * @return whether money is to be given back from now on
     */
    @Transactional
    boolean settle(Intent intent) {
        var order = Optional.ofNullable(intent.orderId()).flatMap(orders::lock).orElse(null);
        if (order == null) {
            LOG.info("Payment {} belongs to no order here", intent.id());
            return false;
        }
        var known = order.payment().intentId();
        if (known != null && !known.equals(intent.id())) {
            return stray(order, intent);
        }
        return switch (intent.status()) {
            case OPEN -> {
                payments.open(order, intent);
                yield false;
            }
            case CANCELLED -> {
                cancelled(order);
                yield false;
            }
            case PAID -> {
                payments.identify(order, intent);
                yield paid(
                        order.with(order.payment().paid(intent.received(), clock.instant())),
                        intent);
            }
        };
    }

    /**
     * An order has one payment. Another one that bears its name was made under a later key, or by
     * hand at the provider; what was paid with it is nothing that we asked for.
     */
    private boolean stray(Order order, Intent intent) {
        if (intent.status() != Intent.Status.PAID) {
            return false;
        }
        LOG.error(
                "Payment {} of order {} is not the order's own and is given back",
                intent.id(),
                order.id());
        refunds.addStray(order, intent);
        return true;
    }

    private boolean paid(Order order, Intent intent) {
        return switch (order.state()) {
            case AWAITING_PAYMENT -> complete(order, intent);
            case CANCELLED, EXPIRED -> paidTooLate(order, intent);
            case CONFIRMED, SHIPPED, DELIVERED, REFUNDED -> {
                LOG.debug("Order {} knows that it is paid", order.id());
                yield false;
            }
        };
    }

    private boolean complete(Order order, Intent intent) {
        if (!intent.received().equals(order.total())) {
            LOG.error(
                    "Order {} costs {}, but {} was paid",
                    order.id(),
                    order.total(),
                    intent.received());
            stock.release(order.id(), order.demands());
            return giveBack(order, intent, OrderState.CANCELLED, WRONG_AMOUNT);
        }
        if (order.payment().left() == 0) {
            stock.release(order.id(), order.demands());
            return giveBack(order, intent, OrderState.CANCELLED, REFUNDED_ELSEWHERE);
        }
        return switch (stock.sell(order.id(), order.demands())) {
            case Reservation.Held() -> {
                // Only now: see CoverLoss, which waits for all who have sold.
                if (!isCovered(order)) {
                    stock.putBack(order.demands());
                    yield giveBack(order, intent, OrderState.CANCELLED, CERTIFICATE_LAPSED);
                }
                orders.move(order, OrderState.CONFIRMED, null, PaymentState.SUCCEEDED, null);
                yield false;
            }
            case Reservation.OutOfStock(_) ->
                    giveBack(order, intent, OrderState.EXPIRED, OUT_OF_STOCK);
        };
    }

    /**
     * Whether a certificate covers each product today. That a producer took the product off or
     * sells it in other forms by now is no matter.
     */
    private boolean isCovered(Order order) {
        var today = calendar.today();
        return isCovered(order, certificate -> certificate.covers(today));
    }

    private boolean isCovered(Order order, Predicate<Certificate> covering) {
        var products = order.demands().stream().map(Demand::productId).collect(toSet());
        var certificates = offers.certificatesOf(products);
        return products.stream()
                .allMatch(product ->
                        certificates.getOrDefault(product, List.of()).stream().anyMatch(covering));
    }

    /**
     * Gives a confirmed order back if one of its products was not covered when it was paid, by all
     * that is known now.
     *
     * @return whether it was given back
     */
    @Transactional
    boolean lapse(UUID orderId) {
        var order = orders.lock(orderId).orElseThrow();
        var paidAt = order.payment().paidAt();
        if (order.state() != OrderState.CONFIRMED
                // Until that is decided, nothing is given back.
                || order.disputed()
                || paidAt == null
                || isCovered(order, certificate -> certificate.covered(paidAt))) {
            return false;
        }
        giveBackConfirmed(order, CERTIFICATE_LAPSED);
        return true;
    }

    /** Gives back what was confirmed and has not been shipped. */
    private void giveBackConfirmed(Order order, EndReason reason) {
        stock.putBack(order.demands());
        giveBackRest(
                order,
                Objects.requireNonNull(order.payment().intentId()),
                OrderState.CANCELLED,
                reason);
    }

    /** Ends an order and gives back what others have left to be given back of its payment. */
    private void giveBackRest(Order order, String intentId, OrderState state, EndReason reason) {
        long rest = order.payment().left();
        if (rest > 0) {
            var currency = Objects.requireNonNull(order.payment().paid()).currency();
            refunds.add(order, intentId, new Money(rest, currency), reason);
        }
        orders.move(order, state, reason, PaymentState.REFUND_PENDING, null);
        refunds.sumUp(intentId);
    }

    private boolean paidTooLate(Order order, Intent intent) {
        return switch (order.payment().state()) {
            case PENDING, OPEN, FAILED ->
                    giveBack(
                            order,
                            intent,
                            order.state(),
                            order.endReason() == null ? NOT_PAID_IN_TIME : order.endReason());
            case SUCCEEDED, CANCELLED, REFUND_PENDING, REFUNDED -> {
                LOG.debug("Order {} knows that it was paid too late", order.id());
                yield false;
            }
        };
    }

    private boolean giveBack(Order order, Intent intent, OrderState state, EndReason reason) {
        giveBackRest(order, intent.id(), state, reason);
        return true;
    }

    private void cancelled(Order order) {
        switch (order.payment().state()) {
            case PENDING, OPEN -> endUnpaid(order, PaymentState.CANCELLED);
            case SUCCEEDED, FAILED, CANCELLED, REFUND_PENDING, REFUNDED ->
                    LOG.debug("Order {} knows what became of its payment", order.id());
        }
    }

    private void endUnpaid(Order order, PaymentState payment) {
        switch (order.state()) {
            case AWAITING_PAYMENT -> {
                boolean late = !clock.instant().isBefore(order.paymentDeadline());
                stock.release(order.id(), order.demands());
                orders.move(
                        order,
                        late ? OrderState.EXPIRED : OrderState.CANCELLED,
                        late ? NOT_PAID_IN_TIME : PAYMENT_CANCELLED,
                        payment,
                        null);
            }
            case CONFIRMED, SHIPPED, DELIVERED, CANCELLED, EXPIRED, REFUNDED ->
                    orders.move(order, order.state(), null, payment, null);
        }
    }

    /**
     * Ends an order that can be paid no longer and whose payment the provider does not know, as
     * after a change to another account of the provider. Should it have been paid there after all,
     * the money is owed.
     */
    @Transactional
    void giveUp(UUID orderId, String code) {
        var order = orders.lock(orderId).orElseThrow();
        if (order.payment().state() == PaymentState.OPEN) {
            payments.explain(order, code);
            endUnpaid(order, PaymentState.FAILED);
        }
    }

    /**
     * Ends an order whose payment the provider will not take on: waiting for the deadline would
     * keep its goods from others for nothing. The buyer has the cart again. Changes nothing if the
     * payment was made after all, by whoever asked at the same time.
     */
    @Transactional
    void refuse(UUID orderId, String code) {
        var order = orders.lock(orderId).orElseThrow();
        if (order.payment().state() != PaymentState.PENDING) {
            return;
        }
        payments.explain(order, code);
        switch (order.state()) {
            case AWAITING_PAYMENT -> {
                stock.release(order.id(), order.demands());
                carts.reopen(order.id());
                orders.move(
                        order, OrderState.CANCELLED, PAYMENT_REFUSED, PaymentState.FAILED, null);
            }
            case CONFIRMED, SHIPPED, DELIVERED, CANCELLED, EXPIRED, REFUNDED ->
                    orders.move(order, order.state(), null, PaymentState.FAILED, null);
        }
    }

    /**
     * Calls an order off for its buyer: stock and money go back. One that is called off already
     * stays so.
     */
    @Transactional
    void callOff(UUID orderId) {
        var order = orders.lock(orderId).orElseThrow();
        switch (order.state()) {
            case AWAITING_PAYMENT -> {
                stock.release(order.id(), order.demands());
                // The payment is still open at the provider: it is cancelled there after the
                // commit.
                orders.move(
                        order,
                        OrderState.CANCELLED,
                        CANCELLED_BY_BUYER,
                        order.payment().state(),
                        clock.instant());
            }
            case CONFIRMED -> {
                if (order.disputed()) {
                    throw OrdersProblem.ORDER_DISPUTED.with();
                }
                giveBackConfirmed(order, CANCELLED_BY_BUYER);
            }
            case CANCELLED -> LOG.debug("Order {} is called off already", order.id());
            case SHIPPED, DELIVERED, EXPIRED, REFUNDED ->
                    throw OrdersProblem.ORDER_NOT_CANCELLABLE
                            .with(order.state().code())
                            .member("state", order.state().code());
        }
    }
}
