package dev.geofix.security;

import dev.geofix.platform.KeyRequirement;
import dev.geofix.platform.SetupException;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DatabaseAwayException;
import dev.geofix.platform.storage.OperationsDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;

/**
 * The keys as they stand in the database and the keys file, never older than {@link #FRESH} when asked: a key that the command makes or revokes beside
 * the service counts from then on. While a shared database does not answer, the keys that were last read count for {@link #REMEMBERED}: nobody can revoke one in it meanwhile either, unless only this
 * process cannot reach it.
 */
@Component
class KeyRing implements KeyRequirement {
    static final Duration FRESH = Duration.ofSeconds(1);
    static final Duration REMEMBERED = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

    private final KeyStore store;
    private final OperationsDatabase database;
    private final @Nullable Path file;
    private final boolean takesTokens;
    private final ReentrantLock reading = new ReentrantLock();
    private @Nullable FileTime fileTime;
    private List<KnownKey> ofFile = List.of();
    private volatile Keys keys;

    /** @throws SetupException when the keys file cannot be read at the start; later the keys that it had stay */
    KeyRing(KeyStore store, OperationsDatabase database, SecuritySettings settings,
            ObjectProvider<JwtDecoder> tokens) {
        this.store = store;
        this.database = database;
        file = settings.keysFile();
        takesTokens = tokens.getIfAvailable() != null;
        try {
            readFile();
        } catch (IllegalArgumentException e) {
            throw new SetupException("Of geofix.security.keys-file: " + e.getMessage() + ".",
                    "The user that runs the service must be able to read it, and each line must be made by: java -jar "
                            + "geofix.jar keys hash --name NAME --role ROLE",
                    e);
        }
        keys = readStore();
    }

    /** @param byId those of the database, revoked ones among them */
    private record Keys(Map<String, KnownKey> byId, List<KnownKey> ofFile, long readNanos) {}

    /**
     * Whether there is nothing that a caller could show: no key was ever made, no keys file is named, no token is taken. A revoked or expired key counts,
     * since taking the last key away must not open the service.
     */
    boolean isKeyless() {
        return file == null && !takesTokens && fresh().byId().isEmpty();
    }

    @Override
    public boolean isKeyRequired() {
        return !isKeyless();
    }

    boolean takesTokens() {
        return takesTokens;
    }

    /** @throws RefusedKeyException when it is no key, or one that counts no longer */
    KnownKey require(String text) {
        ApiKey key = ApiKey.parse(text).orElseThrow(
                () -> new RefusedKeyException("This is no key of Geofix: it has another form.", null, "malformed"));
        Keys now = fresh();
        KnownKey known = now.byId().get(key.id());
        if (known == null || !known.isOf(key)) {
            known = now.ofFile().stream().filter(candidate -> candidate.isOf(key)).findFirst()
                    .orElseThrow(() -> new RefusedKeyException("This key is not known here.", key.id(), "unknown"));
        }
        if (known.revoked() != null) {
            throw new RefusedKeyException("This key was revoked.", key.id(), "revoked");
        }
        if (known.isExpired(Instant.now())) {
            throw new RefusedKeyException("This key has expired.", key.id(), "expired");
        }
        return known;
    }

    private Keys fresh() {
        if (isYoungerThan(FRESH)) {
            return keys;
        }
        if (!reading.tryLock()) {
            // Whoever reads them may have to wait for a server that is away; one is enough.
            if (database.isShared() && isYoungerThan(REMEMBERED)) {
                return keys;
            }
            reading.lock();
        }
        try {
            if (!isYoungerThan(FRESH)) {
                try {
                    readFile();
                } catch (IllegalArgumentException e) {
                    log.error("The keys of before stay, since {}", e.getMessage());
                }
                keys = readAgain();
            }
            return keys;
        } finally {
            reading.unlock();
        }
    }

    private boolean isYoungerThan(Duration age) {
        return System.nanoTime() - keys.readNanos() < age.toNanos();
    }

    private Keys readAgain() {
        try {
            return readStore();
        } catch (DatabaseAwayException e) {
            if (isYoungerThan(REMEMBERED)) {
                return new Keys(keys.byId(), ofFile, keys.readNanos());
            }
            throw e;
        }
    }

    private Keys readStore() {
        long now = System.nanoTime();
        return new Keys(store.list().stream().collect(Collectors.toMap(KnownKey::id, Function.identity())), ofFile,
                now);
    }

    /** Reads the file only when it has changed, a broken one too. */
    private void readFile() {
        if (file == null) {
            return;
        }
        FileTime time = modified(file);
        if (!time.equals(fileTime)) {
            fileTime = time;
            ofFile = KeysFile.read(file);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UserException("the keys file " + file + " cannot be read (" + e + ")", e);
        }
    }
}
