package dev.geofix.platform.storage;

import dev.geofix.platform.SetupException;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The tables in a shared PostgreSQL. A step 1.x only adds to 1.0, so this version goes on beside a newer one of the same major number, as it must while replicas are replaced one by one; of another major
 * number it is refused.
 */
final class PostgresSchema {
    private static final Logger log = LoggerFactory.getLogger(PostgresSchema.class);
    private static final String FOLDER = "classpath:db/postgresql";
    private static final long PAUSE_SECONDS = 2;
    /** Between two lines of the log that say the same. */
    private static final long QUIET_TRIES = 15;

    private PostgresSchema() {}

    /**
     * Waits for the server as long as it takes, then makes what tables and columns are missing. Processes that start together do it one after the other.
     *
     * @throws SetupException when the server refuses this user or database, the tables are of an incompatible version, or the program is told to stop meanwhile
     */
    static void upgrade(DatabaseSettings settings) {
        String url = Objects.requireNonNull(settings.database());
        Properties login = new Properties();
        login.setProperty("connectTimeout", "5");
        login.setProperty("loginTimeout", "5");
        login.setProperty("ApplicationName", "geofix migration");
        String user = settings.databaseUser();
        String password = settings.password();
        if (user != null) {
            login.setProperty("user", user);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        await(url, login);
        DriverManagerDataSource connections = new DriverManagerDataSource(url);
        connections.setConnectionProperties(login);
        migrate(Flyway.configure().dataSource(connections).locations(FOLDER).load(), DatabaseSettings.shown(url));
    }

    private static void migrate(Flyway flyway, String name) {
        try {
            MigrationVersion known = newest(flyway, true);
            MigrationVersion there = newest(flyway, false);
            if (major(there).compareTo(major(known)) > 0) {
                throw new SetupException("The tables in " + name + " are of a newer Geofix: their version is " + there
                        + ", and this program knows no more than " + known + ".",
                        "Start the newer version. To go back, restore a dump from before the upgrade.", null);
            }
            if (there.compareTo(known) > 0) {
                log.info("The tables in {} are of a newer Geofix ({} after {}), which this version works beside", name,
                        there, known);
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new SetupException("The tables in " + name + " could not be made or brought up to date: "
                    + PostgresOperations.rootMessage(e),
                    "Give an empty database, or the one of this service, and a user that may make tables there.", e);
        }
    }

    private static MigrationVersion newest(Flyway flyway, boolean isKnown) {
        MigrationVersion newest = MigrationVersion.EMPTY;
        for (var step : flyway.info().all()) {
            if (isKnown == SchemaVersion.isUnknown(step)) {
                continue;
            }
            MigrationVersion version = step.getVersion();
            if (version != null && version.compareTo(newest) > 0) {
                newest = version;
            }
        }
        return newest;
    }

    private static BigInteger major(MigrationVersion version) {
        return version.getMajor() == null ? BigInteger.ZERO : version.getMajor();
    }

    private static void await(String url, Properties login) {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(stopped::countDown);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            for (long tries = 0;; tries++) {
                try (Connection connection = DriverManager.getConnection(url, login)) {
                    if (tries > 0) {
                        log.info("PostgreSQL at {} answers", DatabaseSettings.shown(url));
                    }
                    return;
                } catch (SQLException e) {
                    if (!DatabaseAwayException.isCauseOf(e)) {
                        throw refused(url, e);
                    }
                    if (tries % QUIET_TRIES == 0) {
                        log.warn("PostgreSQL at {} does not answer: {}. The start waits for it",
                                DatabaseSettings.shown(url), PostgresOperations.rootMessage(e));
                    }
                }
                if (stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                    throw new SetupException("Stopped while waiting for PostgreSQL.", "Start it again.", null);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SetupException("Interrupted while waiting for PostgreSQL.", "Start it again.", e);
        } finally {
            forget(hook);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already.
        }
    }

    private static SetupException refused(String url, SQLException e) {
        return new SetupException("PostgreSQL at " + DatabaseSettings.shown(url) + " refuses: " + e.getMessage(),
                "Put geofix.database, geofix.database-user and geofix.database-password right, or make that user and "
                        + "database: createuser geofix --pwprompt; createdb geofix --owner geofix",
                e);
    }
}
