package chosao.catalog;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The constraint that PostgreSQL says was violated, by its SQLSTATE (Appendix A of its manual). */
public enum SqlState {
    UNIQUE_VIOLATION("23505"),
    EXCLUSION_VIOLATION("23P01");

    private final String code;

    SqlState(String code) {
        this.code = code;
    }

    /** Whether this is what a failure goes back to. */
    public boolean caused(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && code.equals(refused.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
