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
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells clients that the database is away (503, to be tried again), where it would look like a
 * fault of the service (500). An outage is a line in the log, not a stack trace for each request.
 */
abstract sealed class DatabaseOutage<E extends RuntimeException>
        implements ExceptionHandler<E, HttpResponse<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOutage.class);

    private final ProblemHandler problems;

    private DatabaseOutage(ProblemHandler problems) {
        this.problems = problems;
    }

    @Override
    public HttpResponse<?> handle(@SuppressWarnings("rawtypes") HttpRequest request, E outage) {
        LOG.warn("The database is away: {}", outage.getMessage());
        return problems.handle(request, KernelProblem.SERVICE_UNAVAILABLE.with());
    }

    /** No connection could be had. */
    @Singleton
    @Requires(classes = CannotGetJdbcConnectionException.class)
    static final class NoConnection extends DatabaseOutage<CannotGetJdbcConnectionException> {
        NoConnection(ProblemHandler problems) {
            super(problems);
        }
    }

    /** The connection broke while it was used. */
    @Singleton
    @Requires(classes = ConnectionException.class)
    static final class LostConnection extends DatabaseOutage<ConnectionException> {
        LostConnection(ProblemHandler problems) {
            super(problems);
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

        FailedStatement(ProblemHandler problems) {
            super(problems);
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
