package chosao.orders.payment;

import static chosao.orders.order.EndReason.CANCELLED_BY_BUYER;
import static chosao.orders.order.EndReason.CERTIFICATE_LAPSED;
import static chosao.orders.order.EndReason.NOT_PAID_IN_TIME;
import static chosao.orders.order.EndReason.OUT_OF_STOCK;
import static chosao.orders.order.EndReason.PAYMENT_CANCELLED;
import static chosao.orders.order.EndReason.PAYMENT_REFUSED;
import static chosao.orders.order.EndReason.WRONG_AMOUNT;
import static java.util.stream.Collectors.toSet;

import chosao.kernel.clock.MarketCalendar;
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
    private final Stock stock;
    private final Carts carts;
    private final Offers offers;
    private final MarketCalendar calendar;
    private final Clock clock;

    Settlement(
            Orders orders,
            Payments payments,
            Refunds refunds,
            Stock stock,
            Carts carts,
            Offers offers,
            MarketCalendar calendar,
            Clock clock) {
        this.orders = orders;
        this.payments = payments;
        this.refunds = refunds;
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
                yield paid(order.with(order.payment().paidAt(clock.instant())), intent);
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
        refunds.add(
                order, Objects.requireNonNull(order.payment().intentId()), order.total(), reason);
        orders.move(order, OrderState.CANCELLED, reason, PaymentState.REFUND_PENDING, null);
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
        refunds.add(order, intent.id(), intent.received(), reason);
        orders.move(order, state, reason, PaymentState.REFUND_PENDING, null);
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
            case CONFIRMED -> giveBackConfirmed(order, CANCELLED_BY_BUYER);
            case CANCELLED -> LOG.debug("Order {} is called off already", order.id());
            case SHIPPED, DELIVERED, EXPIRED, REFUNDED ->
                    throw OrdersProblem.ORDER_NOT_CANCELLABLE
                            .with(order.state().code())
                            .member("state", order.state().code());
        }
    }
}
