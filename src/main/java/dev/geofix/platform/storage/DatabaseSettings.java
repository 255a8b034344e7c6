package dev.geofix.platform.storage;

import dev.geofix.platform.SetupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where jobs, keys and audit are kept.
 *
 * @param database PostgreSQL of jobs, keys and audit, such as jdbc:postgresql://HOST/DATABASE; several instances may share it. None given means the data folder's own SQLite, for one instance
 * @param databaseUser user of geofix.database
 * @param databasePassword password of that user; better given as environment variable, or as a file, than on the command line
 * @param databasePasswordFile file that holds that password, such as a mounted secret
 * @param databaseConnections connections to geofix.database that one instance keeps at most
 */
@ConfigurationProperties("geofix")
public record DatabaseSettings(@Nullable String database, @Nullable String databaseUser,
        @Nullable String databasePassword, @Nullable Path databasePasswordFile,
        @DefaultValue("8") int databaseConnections) {
    static final String POSTGRESQL = "jdbc:postgresql:";
    private static final int LEAST_CONNECTIONS = 3;

    /** @throws SetupException when it is no PostgreSQL's address, or there are too few connections */
    public DatabaseSettings {
        database = database == null || database.isBlank() ? null : database.strip();
        if (database != null && !database.startsWith(POSTGRESQL)) {
            throw new SetupException("geofix.database is no address of a PostgreSQL.",
                    "Write it as jdbc:postgresql://HOST:5432/DATABASE, or leave it out: then jobs and keys are kept in "
                            + "the data folder.",
                    null);
        }
        if (databaseConnections < LEAST_CONNECTIONS) {
            throw new SetupException("geofix.database-connections is " + databaseConnections + ".",
                    "Give at least " + LEAST_CONNECTIONS
                            + ": requests, jobs and the renewal of their leases go on side by side.",
                    null);
        }
    }

    /** Whether several instances may keep their jobs together. */
    public boolean isShared() {
        return database != null;
    }

    /** As a command takes them, whose command line everybody on the machine can read: by the same names as the service. */
    public static DatabaseSettings ofEnvironment(String url, Map<String, String> environment) {
        String file = value(environment, "PASSWORD_FILE");
        return new DatabaseSettings(url, value(environment, "USER"), value(environment, "PASSWORD"),
                file == null ? null : Path.of(file), LEAST_CONNECTIONS);
    }

    /** Spring takes a hyphen for nothing, and for an underscore. */
    private static @Nullable String value(Map<String, String> environment, String name) {
        String value = environment.get("GEOFIX_DATABASE_" + name);
        return value == null ? environment.get("GEOFIX_DATABASE" + name.replace("_", "")) : value;
    }

    /** Without what may be secret. */
    static String shown(String url) {
        int query = url.indexOf('?');
        String address = query < 0 ? url : url.substring(0, query);
        return address.substring(POSTGRESQL.length()).replaceFirst("^//", "").replaceFirst("^[^/]*@", "");
    }

    /** @throws SetupException when the file that holds it cannot be read */
    @Nullable
    String password() {
        if (databasePasswordFile == null) {
            return databasePassword;
        }
        try {
            return Files.readString(databasePasswordFile).strip();
        } catch (IOException e) {
            throw new SetupException("The file of geofix.database-password-file cannot be read (" + e + ").",
                    "Make " + databasePasswordFile + " readable for the user that runs the service.", e);
        }
    }

    @Override
    public String toString() {
        return "DatabaseSettings[" + (database == null ? "none" : shown(database)) + "]";
    }
}
