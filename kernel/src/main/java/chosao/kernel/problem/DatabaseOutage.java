package chosao.kernel.problem;

import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Tells clients that the database is away (503, to be tried again), where it would look like a
 * fault of the service (500). An outage is a line in the log, not a stack trace for each request.
 */
abstract sealed class DatabaseOutage<E extends RuntimeException>
        implements ExceptionHandler<E, HttpResponse<?>> {

    private final Refusals refusals;

    private DatabaseOutage(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public HttpResponse<?> handle(@SuppressWarnings("rawtypes") HttpRequest request, E outage) {
        return refusals.of(request, outage);
    }

    /** What all requests are told, whatever of the outage they met. */
    @Singleton
    static final class Refusals {

        private final ProblemHandler problems;
        private final OutageLog outages;

        Refusals(ProblemHandler problems, Clock clock) {
            this.problems = problems;
            outages =
                    new OutageLog(
                            LoggerFactory.getLogger(DatabaseOutage.class), "The database", clock);
        }

        private HttpResponse<?> of(HttpRequest<?> request, RuntimeException outage) {
            outages.failed(outage);
            return problems.handle(request, KernelProblem.SERVICE_UNAVAILABLE.with());
        }
    }

    /** No connection could be had. */
    @Singleton
    @Requires(classes = CannotGetJdbcConnectionException.class)
    static final class NoConnection extends DatabaseOutage<CannotGetJdbcConnectionException> {
        NoConnection(Refusals refusals) {
            super(refusals);
        }
    }

    /** The connection broke while it was used. */
    @Singleton
    @Requires(classes = ConnectionException.class)
    static final class LostConnection extends DatabaseOutage<ConnectionException> {
        LostConnection(Refusals refusals) {
            super(refusals);
        }
    }

    /** The statement failed, which is an outage only where the connection did. */
    @Singleton
    @Requires(classes = DataAccessException.class)
    static final class FailedStatement extends DatabaseOutage<DataAccessException> {

        /**
         * SQLSTATE class 08, and from 57P01 to 57P03 what the server says while it stops or starts
         * (PostgreSQL, appendix A).
         */
        private static final Pattern AWAY = Pattern.compile("08...|57P0[123]");

        FailedStatement(Refusals refusals) {
            super(refusals);
        }

        @Override
        public HttpResponse<?> handle(
                @SuppressWarnings("rawtypes") HttpRequest request, DataAccessException failure) {
            if (failure.getCause() instanceof SQLException cause
                    && cause.getSQLState() != null
                    && AWAY.matcher(cause.getSQLState()).matches()) {
                return super.handle(request, failure);
            }
            throw failure;
        }
    }
}
