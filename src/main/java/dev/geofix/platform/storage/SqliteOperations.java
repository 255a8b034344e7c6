package dev.geofix.platform.storage;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The data folder's own database, which this process holds alone; written in the one queue of {@link WriteTransactions}. */
final class SqliteOperations implements OperationsDatabase {
    private final JdbcClient jdbc;
    private final WriteTransactions writes;
    private final Runnable closing;
    private final ReentrantLock exclusive = new ReentrantLock();

    /** @param closing ends what is this object's own */
    SqliteOperations(JdbcClient jdbc, WriteTransactions writes, Runnable closing) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.closing = closing;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public boolean isAway() {
        return false;
    }

    @Override
    public String name() {
        return "SQLite in the data folder";
    }

    @Override
    public String home() {
        return "here";
    }

    @Override
    public String now() {
        return "cast(unixepoch('subsec') * 1000 as integer)";
    }

    /** Writers come one after the other. */
    @Override
    public String skipLocked() {
        return "";
    }

    @Override
    public String text(String any) {
        return any;
    }

    @Override
    public <T extends @Nullable Object> T read(Function<JdbcClient, T> work) {
        return work.apply(jdbc);
    }

    @Override
    public <T extends @Nullable Object> T write(Function<JdbcClient, T> work) {
        return writes.call(() -> work.apply(jdbc));
    }

    /** No transaction: the work may look at files, and galleries are written meanwhile. */
    @Override
    public <T extends @Nullable Object> T exclusively(String lock, Supplier<T> work) {
        exclusive.lock();
        try {
            return work.get();
        } finally {
            exclusive.unlock();
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
