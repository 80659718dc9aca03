package chosao.orders.payment;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes what was cut off and ends what was not paid in time. Every copy of the service sweeps;
 * each row is taken by one of them at a time.
 */
@Singleton
class Sweeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** So many payments are looked after side by side. */
    private static final int HANDS = 8;

    private final Payments payments;
    private final Cashier cashier;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

    Sweeper(Payments payments, Cashier cashier) {
        this.payments = payments;
        this.cashier = cashier;
    }

    @Scheduled(
            initialDelay = "${orders.payment.sweep-every:1s}",
            fixedDelay = "${orders.payment.sweep-every:1s}")
    void sweep() throws InterruptedException {
        List<UUID> due;
        do {
            due = payments.takeDue(HANDS);
            var tasks = new ArrayList<Callable<Void>>();
            for (var order : due) {
                tasks.add(() -> {
                    attend(order);
                    return null;
                });
            }
            workers.invokeAll(tasks);
        } while (due.size() == HANDS);
        cashier.refund(null);
    }

    private void attend(UUID orderId) {
        try {
            cashier.attend(orderId);
        } catch (ProviderException later) {
            LOG.warn("Payment of order {} is tried again: {}", orderId, later.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("Payment of order {} could not be looked after", orderId, fault);
        }
    }

    @PreDestroy
    void close() {
        workers.shutdown();
    }
}
