package dev.geofix.platform.storage;

import dev.geofix.platform.UnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;

/**
 * The database of jobs, keys and audit does not answer just now, or has no room. Of what was being written nobody knows for certain whether it is kept: the connection may have broken after the commit.
 */
public class DatabaseAwayException extends UnavailableException {
    private static final long serialVersionUID = 1;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    DatabaseAwayException(@Nullable Throwable cause) {
        super("The database of jobs, keys and audit does not answer now. Ask again in some seconds. What makes a job may be sent again "
                + "under the same Idempotency-Key, and makes it once.", RETRY_AFTER);
        initCause(cause);
    }

    /** Whether a database that is away, or an answer that took too long, has caused it. */
    public static boolean isCauseOf(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseAwayException || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLException e && (isAway(e) || e.getCause() instanceof IOException)
                    || cause instanceof TransactionSystemException e && isCauseOf(e.getApplicationException())) {
                return true;
            }
        }
        return false;
    }

    /** By the classes of SQLSTATE: connections (08), resources (53), the server's end (57P), limits of time (57014, 55P03, 25P03), deadlocks (40), a standby (25006). */
    private static boolean isAway(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")
                || state.startsWith("40") || state.equals("57014") || state.equals("55P03") || state.equals("25P03")
                || state.equals("25006") || state.equals("58030"));
    }
}
