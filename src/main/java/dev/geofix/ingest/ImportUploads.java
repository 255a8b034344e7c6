package dev.geofix.ingest;

import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.jobs.JobService;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.UnavailableException;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.OperationsDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Files that are sent to be imported, each in a folder of its own below {@code uploads} of the shared folder. */
@Component
class ImportUploads implements SmartInitializingSingleton {
    static final String FOLDER = "uploads";

    private static final Logger log = LoggerFactory.getLogger(ImportUploads.class);
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N}._-]");
    private static final int LONGEST_NAME = 60;
    /** Longer than any clock of a file server is wrong. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path shared;
    private final Path folder;
    private final ImportSettings settings;
    private final JobService jobs;
    private final OperationsDatabase database;
    private final Set<Path> arriving = ConcurrentHashMap.newKeySet();

    ImportUploads(GeofixSettings geofix, ImportSettings settings, JobService jobs, OperationsDatabase database) {
        this.database = database;
        shared = geofix.sharedFolder();
        folder = shared.resolve(FOLDER);
        this.settings = settings;
        this.jobs = jobs;
    }

    /**
     * Writes a body to the disk as it comes; it is safe there when this returns.
     *
     * @param length bytes that will come; negative when unknown
     * @param name of the file, as the sender calls it
     * @throws UserException when it is empty, cut off or too long, or the disk has no room for it
     */
    Upload receive(InputStream body, long length, @Nullable String name) throws IOException {
        Path own = folder.resolve(UUID.randomUUID().toString());
        arriving.add(own);
        boolean whole = false;
        try {
            Files.createDirectories(folder);
            sweep();
            UploadWriter writer = new UploadWriter(folder, settings.importMaxUpload().toBytes(),
                    settings.importFreeDisk().toBytes());
            Path file = own.resolve(safe(name));
            String hash = writer.write(body, length, own, file);
            whole = true;
            return new Upload(own, file, hash, () -> arriving.remove(own));
        } finally {
            if (!whole) {
                FileSystemUtils.deleteRecursively(own);
                arriving.remove(own);
            }
        }
    }

    /** Before the first job runs. */
    @Override
    public void afterSingletonsInstantiated() {
        if (Files.isDirectory(folder)) {
            try {
                sweep();
            } catch (IOException | UnavailableException e) {
                log.warn("Uploads that no import waits for could not be removed; the next upload tries again", e);
            }
        }
    }

    /** Removes what no import waits for: uploads that a crash cut off, or whose import was cancelled before its turn. */
    private void sweep() throws IOException {
        // Listed first: what begins to arrive later is not looked at, and what has arrived since has its job.
        List<Path> there;
        try (Stream<Path> all = Files.list(folder)) {
            there = all.toList();
        }
        Set<Path> arrivingNow = Set.copyOf(arriving);
        Set<Path> wanted = jobs.unfinished(ImportHandler.KIND).stream()
                .map(job -> ImportParameters.of(job).source(shared).getParent()).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        for (Path each : there) {
            if (!wanted.contains(each) && !arrivingNow.contains(each) && !mayArriveElsewhere(each)) {
                log.info("Removing the upload {}, which no import waits for", each.getFileName());
                FileSystemUtils.deleteRecursively(each);
            }
        }
    }

    /** Another instance may be receiving it. It is written all the time while it comes, and its job is there soon after. */
    private boolean mayArriveElsewhere(Path upload) throws IOException {
        if (!database.isShared()) {
            return false;
        }
        Instant newest = Instant.EPOCH;
        try (Stream<Path> files = Files.walk(upload)) {
            for (Path file : files.toList()) {
                Instant modified = Files.getLastModifiedTime(file).toInstant();
                newest = modified.isAfter(newest) ? modified : newest;
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            return true;
        }
        return newest.isAfter(Instant.now().minus(ABANDONED));
    }

    private static String safe(@Nullable String name) {
        String last = name == null ? "" : name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String safe = UNSAFE.matcher(last).replaceAll("_");
        safe = safe.substring(Math.max(0, safe.length() - LONGEST_NAME));
        return safe.isEmpty() || safe.matches("\\.+") ? "upload" : safe;
    }

    /** A file that was sent; it goes when this is closed, unless a job keeps it. */
    static final class Upload implements AutoCloseable {
        private final Path folder;
        private final Path file;
        private final String contentHash;
        private final Runnable closed;
        private boolean kept;

        /**
         * @param folder of its own
         * @param contentHash SHA-256 of the file, hexadecimal
         * @param closed called when its fate is settled
         */
        Upload(Path folder, Path file, String contentHash, Runnable closed) {
            this.folder = folder;
            this.file = file;
            this.contentHash = contentHash;
            this.closed = closed;
        }

        Path file() {
            return file;
        }

        /** What makes two uploads the same request. */
        JsonNode describe(SourceOptions options) {
            ObjectNode all = (ObjectNode) JsonMapper.shared().<JsonNode>valueToTree(options);
            return all.put("contentHash", contentHash);
        }

        void keep() {
            kept = true;
        }

        @Override
        public void close() throws IOException {
            try {
                if (!kept) {
                    FileSystemUtils.deleteRecursively(folder);
                }
            } finally {
                closed.run();
            }
        }
    }
}
