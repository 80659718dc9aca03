package chosao.orders.payment;

import chosao.orders.offer.CoverReviews;
import chosao.orders.offer.CoverReviews.Review;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes what was cut off, ends what was not paid in time, and gives back what is owed. Every
 * copy of the service sweeps; each row is taken by one of them at a time. Refunds have hands of
 * their own, so that they are made however many payments there are to look after.
 */
@Singleton
class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** As long as a service may take to end (see {@code grace-period} in kernel.yml). */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Payments payments;
    private final Refunds refunds;
    private final CoverReviews reviews;
    private final CoverLoss coverLoss;
    private final Cashier cashier;
    private final Hands attending;
    private final Hands refunding;
    private volatile boolean closed;

    Sweeper(
            Payments payments,
            Refunds refunds,
            CoverReviews reviews,
            CoverLoss coverLoss,
            Cashier cashier,
            PaymentConfig config) {
        this.payments = payments;
        this.refunds = refunds;
        this.reviews = reviews;
        this.coverLoss = coverLoss;
        this.cashier = cashier;
        this.attending = new Hands(config.hands());
        this.refunding = new Hands(config.hands());
    }

    @Scheduled(
            initialDelay = "${orders.payment.sweep-every:1s}",
            fixedDelay = "${orders.payment.sweep-every:1s}")
    void attend() throws InterruptedException {
        if (!closed) {
            attending.workOff(payments::takeDue, this::attend);
        }
    }

    @Scheduled(
            initialDelay = "${orders.payment.sweep-every:1s}",
            fixedDelay = "${orders.payment.sweep-every:1s}")
    void refund() throws InterruptedException {
        if (!closed) {
            refunding.workOff(refunds::takeDue, this::refund);
        }
    }

    @Scheduled(
            initialDelay = "${orders.payment.sweep-every:1s}",
            fixedDelay = "${orders.payment.sweep-every:1s}")
    void review() {
        var due = reviews.takeDue();
        while (due.isPresent() && !closed) {
            review(due.get());
            due = reviews.takeDue();
        }
    }

    private void review(Review review) {
        try {
            coverLoss.review(review);
        } catch (RuntimeException fault) {
            LOG.error("The orders of product {} are looked at again", review.productId(), fault);
        }
    }

    private void attend(UUID orderId) {
        try {
            cashier.attend(orderId);
        } catch (ProviderException later) {
            LOG.warn("Payment of order {} is tried again: {}", orderId, later.getMessage());
            payments.retry(orderId);
        } catch (RuntimeException fault) {
            LOG.error("Payment of order {} could not be looked after", orderId, fault);
        }
    }

    private void refund(Refunds.Refund refund) {
        try {
            cashier.giveBack(refund);
        } catch (RuntimeException fault) {
            LOG.error("Refund {} could not be made", refund.id(), fault);
        }
    }

    @PreDestroy
    void close() throws InterruptedException {
        closed = true;
        attending.close(GRACE);
        refunding.close(GRACE);
    }
}
