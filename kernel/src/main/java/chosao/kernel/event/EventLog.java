package chosao.kernel.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each event, such as {@code event=order.confirmed order=… total=120000}, and
 * counts it as {@code market_events_total{event="order.confirmed"}}. What a transaction does is
 * told once it is committed, and never if it is not.
 *
 * <p>Lines hold ids, states and amounts. A person's name, telephone number, address or e-mail
 * address never belongs in one. Thread-safe.
 */
@Singleton
@Requires(beans = JdbcOperations.class)
public class EventLog {

    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    private final TransactionOperations<Connection> transactions;
    private final MeterRegistry meters;

    EventLog(TransactionOperations<Connection> transactions, MeterRegistry meters) {
        this.transactions = transactions;
        this.meters = meters;
    }

    /** Has these counted from 0, so that the first of them is seen as an increase. */
    public void expect(EventType... types) {
        for (var type : types) {
            var _ = counter(type);
        }
    }

    /**
     * Tells of an event: at once, or when the transaction that makes it is committed.
     *
     * @param details names and values in turn; those without a value are left out
     */
    public void record(EventType type, @Nullable Object... details) {
        var line = line(type, details);
        var transaction = transactions.findTransactionStatus();
        if (transaction.isEmpty()) {
            tell(type, line);
            return;
        }
        transaction
                .get()
                .registerSynchronization(
                        new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                                tell(type, line);
                            }
                        });
    }

    private void tell(EventType type, String line) {
        LOG.info("{}", line);
        counter(type).increment();
    }

    private Counter counter(EventType type) {
        return Counter.builder("market.events")
                .description("What happened to orders, payments and certificates")
                .tag("event", type.code())
                .register(meters);
    }

    private static String line(EventType type, @Nullable Object[] details) {
        if (details.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "details: %d (expected: names and values in turn)".formatted(details.length));
        }
        var line = new StringBuilder("event=").append(type.code());
        for (int index = 0; index < details.length; index += 2) {
            if (details[index + 1] != null) {
                line.append(' ').append(details[index]).append('=').append(details[index + 1]);
            }
        }
        return line.toString();
    }
}
