package dev.geofix.platform.storage;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs write transactions one after the other. SQLite has a single write lock for which connections poll with growing pauses;
 * a fair queue in front of it costs nothing and starves nobody. Readers need no transaction and never wait (WAL).
 * When a call returns, its changes are on the disk.
 */
@Component
public class WriteTransactions {
    private final ReentrantLock queue = new ReentrantLock(true);
    private final TransactionTemplate transaction;

    WriteTransactions(PlatformTransactionManager manager) {
        transaction = new TransactionTemplate(manager);
    }

    /**
     * Commits what the work wrote when it returns, nothing of it when it throws.
     *
     * @throws FullDiskException when there is no room for it
     */
    public <T extends @Nullable Object> T call(Supplier<T> work) {
        queue.lock();
        try {
            return transaction.execute(status -> work.get());
        } catch (RuntimeException e) {
            throw FullDiskException.orSame(e);
        } finally {
            queue.unlock();
        }
    }

    /** As {@link #call}, without a result. */
    public void run(Runnable work) {
        queue.lock();
        try {
            transaction.executeWithoutResult(status -> work.run());
        } catch (RuntimeException e) {
            throw FullDiskException.orSame(e);
        } finally {
            queue.unlock();
        }
    }
}
