package dev.geofix.platform.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** There is no room on the disk for what should be kept; nothing of it is. */
public class FullDiskException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private FullDiskException(Throwable cause) {
        super("The disk of the data folder is full. Nothing of this was kept, and all that was acknowledged before is safe. "
                + "Make room there and send it again.", cause);
    }

    /** The failure, or this in its place when a full disk has caused it. */
    public static RuntimeException orSame(RuntimeException failure) {
        return isFull(failure) ? new FullDiskException(failure) : failure;
    }

    public static boolean isFull(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException e && e.getResultCode() == SQLiteErrorCode.SQLITE_FULL
                    || cause instanceof IOException && String.valueOf(cause.getMessage()).contains("No space left")
                    || cause instanceof TransactionSystemException e && isFull(e.getApplicationException())) {
                return true;
            }
        }
        return false;
    }
}
