package dev.geofix.security;

import dev.geofix.platform.SetupException;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DatabaseAwayException;
import dev.geofix.platform.storage.DatabaseSettings;
import dev.geofix.platform.storage.OperationsDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** {@code keys}: makes, lists and revokes the keys of a data folder or of a shared database, whether a service runs on it or not. */
@Command(name = "keys", mixinStandardHelpOptions = true, description = {
    "Makes, lists and revokes the keys that callers show. A running service heeds a change within a second."})
public final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: create, list, revoke or hash");
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Makes a key and shows it, this once: only a hash is kept.")
    int create(
            @Option(names = "--name", required = true, description = "whose it is, for the list and the audit log") String name,
            @Option(names = "--role", required = true, description = "locate, gallery (includes locate) or admin (includes both)") String role,
            @Option(names = "--expires", description = "a date such as 2027-06-30, or a number of days such as 90d; without it never") @Nullable String expires,
            @Mixin KeyDatabase database) {
        ApiKey key = ApiKey.create();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        KnownKey known = KnownKey.of(key, name, Role.of(role), now, expires == null ? null : expiry(expires, now));
        boolean isFirst = database.with(store -> add(store, known));
        out().println(key.text());
        out().flush();
        err().println("The key of " + name + " with the role " + known.role().label()
                + ". It is not shown again. Send it as: Authorization: Bearer KEY");
        if (isFirst) {
            err().println("It is the first one: from now on every call needs a key, also from this machine.");
        }
        return CommandLine.ExitCode.OK;
    }

    /** @return whether it is the first one */
    private static boolean add(KeyStore store, KnownKey key) {
        List<KnownKey> others = store.list();
        if (others.stream().anyMatch(other -> other.revoked() == null && other.name().equals(key.name()))) {
            throw new UserException("there is a key of the name " + key.name()
                    + "; revoke it first, or give another name");
        }
        store.add(key);
        return others.isEmpty();
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the keys: public part, name, role, state, when made, until when, last used.")
    int list(
            @Mixin KeyDatabase database) {
        Instant now = Instant.now();
        List<KnownKey> keys = database.with(KeyStore::list);
        out().printf("%-13s %-24s %-8s %-8s %-20s %-20s %s%n", "key", "name", "role", "state", "created", "expires",
                "last used");
        for (KnownKey key : keys) {
            out().printf("%-13s %-24s %-8s %-8s %-20s %-20s %s%n", ApiKey.PREFIX + key.id(), key.name(),
                    key.role().label(), key.state(now), time(key.created()), time(key.expires()),
                    time(key.lastUsed()));
        }
        out().flush();
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Ends a key.")
    int revoke(
            @Parameters(paramLabel = "KEY", description = "its name, or its public part as list shows it") String named,
            @Mixin KeyDatabase database) {
        String id = named.startsWith(ApiKey.PREFIX) ? named.substring(ApiKey.PREFIX.length()) : named;
        KnownKey ended = database.with(store -> {
            KnownKey found = store.list().stream().filter(key -> key.revoked() == null)
                    .filter(key -> key.id().equals(id) || key.name().equals(named)).findFirst()
                    .orElseThrow(() -> new UserException("there is no unrevoked key " + ApiKey.masked(named)
                            + " in " + database.name() + "; see keys list"));
            store.revoke(found.id(), Instant.now());
            return found;
        });
        out().println("revoked " + ApiKey.PREFIX + ended.id() + " of " + ended.name());
        out().flush();
        return CommandLine.ExitCode.OK;
    }

    @Command(name = "hash", mixinStandardHelpOptions = true, description = {
        "Prints a line for geofix.security.keys-file, such as a Kubernetes secret. Makes a key for it, which is shown on the error output, this once."})
    int hash(@Option(names = "--name", required = true, description = "whose it is, for the audit log") String name,
            @Option(names = "--role", required = true, description = "locate, gallery (includes locate) or admin (includes both)") String role,
            @Option(names = "--stdin", description = "take the key from the standard input instead of making one") boolean stdin)
            throws IOException {
        ApiKey key = stdin ? read() : ApiKey.create();
        String line = KeysFile.line(KnownKey.of(key, name, Role.of(role), Instant.now(), null));
        out().println(line);
        out().flush();
        if (!stdin) {
            err().println(key.text());
        }
        return CommandLine.ExitCode.OK;
    }

    /** Only keys of Geofix' own making: a plain SHA-256 protects 256 random bits, and no password. */
    private static ApiKey read() throws IOException {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return ApiKey.parse(Objects.requireNonNullElse(line, "").strip())
                .orElseThrow(
                        () -> new UserException("that is no key as 'keys create' or 'keys hash' makes it"));
    }

    private static Instant expiry(String text, Instant now) {
        try {
            Instant end = text.matches("\\d{1,5}d")
                    ? now.plus(Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1))))
                    : LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            if (!end.isAfter(now)) {
                throw new UserException("--expires " + text + " has passed already");
            }
            return end;
        } catch (DateTimeParseException e) {
            throw new UserException(
                    "--expires is a date such as 2027-06-30, which is the last day it is valid, or a "
                            + "number of days such as 90d, not '" + text + "'",
                    e);
        }
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? "-" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Where the keys are, as the command sees them: beside a running service, or before the first one. */
    static final class KeyDatabase {
        @Option(names = "--data", defaultValue = "${env:GEOFIX_DATA:-data}", description = "data folder of the service (default: ${DEFAULT-VALUE})")
        private Path data = Path.of("data");

        @Option(names = "--database", defaultValue = "${env:GEOFIX_DATABASE:-}", description = {
            "PostgreSQL of the service, if it has one, as in geofix.database. Its user and password are taken from the environment:",
            "GEOFIX_DATABASE_USER, and GEOFIX_DATABASE_PASSWORD or GEOFIX_DATABASE_PASSWORD_FILE"})
        private String url = "";

        String name() {
            return url.isBlank() ? data.toString() : "the database of the service";
        }

        /**
         * Makes folder, database and table where they are absent; the service makes the rest when it starts.
         *
         * @throws UserException when it cannot be opened
         */
        <T> T with(Function<KeyStore, T> work) {
            try (OperationsDatabase database = open()) {
                return work.apply(new KeyStore(database));
            } catch (SetupException e) {
                throw new UserException(e.getMessage() + " " + e.wayOut(), e);
            } catch (DatabaseAwayException e) {
                throw new UserException("PostgreSQL does not answer; nothing is known of what was to be changed. Look "
                        + "with keys list, then try again", e);
            } catch (DataAccessException e) {
                throw new UserException("the database in " + data + " cannot be used ("
                        + e.getMostSpecificCause().getMessage()
                        + "); name the service's data folder with --data, as a user who may "
                        + "write it", e);
            }
        }

        private OperationsDatabase open() {
            if (!url.isBlank()) {
                return OperationsDatabase.of(DatabaseSettings.ofEnvironment(url, System.getenv()), null);
            }
            try {
                Files.createDirectories(data);
            } catch (IOException e) {
                throw new UserException("the data folder " + data + " cannot be made (" + e + ")", e);
            }
            return OperationsDatabase.ofFolder(data, new ClassPathResource("db/migration/V8__api_keys.sql"));
        }
    }
}
