package dev.geofix.platform.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A PostgreSQL that several processes share. Everything asked of it is small, so nothing may take long: what does not answer in time is away. While it is, one caller a second tries again and all others get
 * to know at once, so that a server that is gone does not hold a thread for each request.
 */
final class PostgresOperations implements OperationsDatabase {
    private static final Logger log = LoggerFactory.getLogger(PostgresOperations.class);
    private static final String HOME = "instance.id";
    private static final long FAIL_FAST = Duration.ofSeconds(1).toNanos();
    /** Seconds for a connection to be made, and for one answer to come; a server or network that says nothing is found by the latter. */
    private static final int CONNECT_SECONDS = 3;
    private static final int ANSWER_SECONDS = 10;
    /** The server gives up before the socket does, so that no statement goes on behind a closed connection. */
    private static final String LIMITS = "set statement_timeout = '8s'; set lock_timeout = '5s'; "
            + "set idle_in_transaction_session_timeout = '30s'";

    private final String name;
    private final String home;
    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    /** Nanoseconds since which it does not answer; 0 while it does. */
    private final AtomicLong awaySince = new AtomicLong();
    private final AtomicBoolean probing = new AtomicBoolean();
    private volatile long lastFailure = System.nanoTime() - FAIL_FAST;

    private PostgresOperations(DatabaseSettings settings, String home) {
        String url = Objects.requireNonNull(settings.database());
        name = "PostgreSQL at " + DatabaseSettings.shown(url);
        this.home = home;
        pool = new HikariDataSource(pool(url, settings));
        jdbc = JdbcClient.create(pool);
        transaction = new TransactionTemplate(new ForgivingRollback(pool));
    }

    /**
     * Waits for the server, brings its tables up to this version and opens the pool.
     *
     * @param data folder that keeps which process this is; null for a command
     * @throws dev.geofix.platform.SetupException when the server refuses for a reason that waiting does not mend
     */
    static PostgresOperations open(DatabaseSettings settings, @Nullable Path data) {
        PostgresSchema.upgrade(settings);
        return new PostgresOperations(settings, data == null ? "command" : home(data));
    }

    private static String home(Path data) {
        Path file = data.resolve(HOME);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(data);
                DurableFiles.write(file, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static HikariConfig pool(String url, DatabaseSettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("operations");
        pool.setJdbcUrl(url);
        pool.setUsername(settings.databaseUser());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(settings.databaseConnections());
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(Duration.ofSeconds(CONNECT_SECONDS).toMillis());
        pool.setValidationTimeout(Duration.ofSeconds(2).toMillis());
        pool.setKeepaliveTime(Duration.ofSeconds(30).toMillis());
        pool.setMaxLifetime(Duration.ofMinutes(15).toMillis());
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionInitSql(LIMITS);
        // What the address says itself goes before these. The driver does not see properties that are no texts.
        pool.addDataSourceProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        pool.addDataSourceProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
        pool.addDataSourceProperty("socketTimeout", Integer.toString(ANSWER_SECONDS));
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("ApplicationName", "geofix");
        return pool;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean isAway() {
        return awaySince.get() != 0;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String home() {
        return home;
    }

    @Override
    public String now() {
        return "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";
    }

    @Override
    public String skipLocked() {
        return " for update skip locked";
    }

    /** It keeps no NUL. */
    @Override
    public String text(String any) {
        return any.replace('\0', '\uFFFD');
    }

    @Override
    public <T extends @Nullable Object> T read(Function<JdbcClient, T> work) {
        return answered(() -> work.apply(jdbc));
    }

    @Override
    public <T extends @Nullable Object> T write(Function<JdbcClient, T> work) {
        return answered(() -> transaction.execute(status -> work.apply(jdbc)));
    }

    @Override
    public <T extends @Nullable Object> T exclusively(String lock, Supplier<T> work) {
        return write(client -> {
            client.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))").param("geofix " + lock)
                    .query((row, number) -> lock).list();
            return work.get();
        });
    }

    private <T extends @Nullable Object> T answered(Supplier<T> work) {
        if (TransactionSynchronizationManager.hasResource(pool)) {
            return tried(work);
        }
        boolean isProbe = isAway();
        if (isProbe && (System.nanoTime() - lastFailure < FAIL_FAST || !probing.compareAndSet(false, true))) {
            throw new DatabaseAwayException(null);
        }
        try {
            T answer = tried(work);
            back();
            return answer;
        } finally {
            if (isProbe) {
                probing.set(false);
            }
        }
    }

    private <T extends @Nullable Object> T tried(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (e instanceof DatabaseAwayException || !DatabaseAwayException.isCauseOf(e)) {
                throw e;
            }
            away(e);
            throw new DatabaseAwayException(e);
        }
    }

    private void away(RuntimeException failure) {
        lastFailure = System.nanoTime();
        if (awaySince.compareAndSet(0, lastFailure)) {
            log.warn("{} does not answer: {}. What needs it is answered 503; it is tried again", name,
                    rootMessage(failure));
        }
    }

    private void back() {
        long since = awaySince.get();
        if (since != 0 && awaySince.compareAndSet(since, 0)) {
            log.info("{} answers again, after {} s", name, (System.nanoTime() - since) / 1_000_000_000);
        }
    }

    /** What broke a connection is what the caller must get to know; the server has rolled back by itself then, and the pool does it for any other. */
    private static final class ForgivingRollback extends JdbcTransactionManager {
        private static final long serialVersionUID = 1;

        ForgivingRollback(DataSource pool) {
            super(pool);
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            try {
                super.doRollback(status);
            } catch (TransactionException e) {
                log.debug("a rollback failed", e);
            }
        }
    }

    static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage().strip();
    }

    @Override
    public void close() {
        pool.close();
    }
}
