package dev.geofix.ingest;

import dev.geofix.ingest.archive.Archive;
import dev.geofix.ingest.archive.UnpackLimits;
import dev.geofix.ingest.source.TileSource;
import dev.geofix.jobs.JobContext;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * What an import reads, and what it has of its own on the disk: the upload, and the unpacked files of an archive. A resumed job unpacks again,
 * since nobody knows how much of the files reached the disk before; unless it was split, which it is when they have.
 */
final class ImportFiles {
    private final ImportParameters parameters;
    private final Path source;
    private final Path uploads;
    private final Path unpacked;
    private final long maxImageBytes;

    /**
     * @param shared folder of uploads
     * @param folder of the import's job
     * @param maxImageBytes a longer image is refused
     */
    ImportFiles(ImportParameters parameters, Path shared, Path folder, long maxImageBytes) {
        this.parameters = parameters;
        this.maxImageBytes = maxImageBytes;
        source = parameters.source(shared);
        uploads = shared.resolve(ImportUploads.FOLDER);
        unpacked = folder.resolve("unpacked");
    }

    /** Unpacks an archive first. */
    TileSource open(UnpackLimits limits, JobContext context) throws IOException {
        requireSource();
        if (Archive.is(source)) {
            context.checkCancelled();
            FileSystemUtils.deleteRecursively(unpacked);
            Archive.unpack(source, unpacked, limits, new Unpacking(context));
        }
        return openUnpacked();
    }

    /** Once it has been unpacked, where it is an archive. */
    TileSource openUnpacked() throws IOException {
        requireSource();
        return Archive.is(source)
                ? Sources.openUnpacked(unpacked, parameters.options(), maxImageBytes)
                : Sources.open(source, parameters.options(), maxImageBytes);
    }

    private void requireSource() {
        if (!Files.exists(source)) {
            throw new UserException(parameters.uploaded()
                    ? "The file that was sent has gone. Send it again; what is in the gallery already is passed over."
                    : source + " has gone. Put it back and import again; "
                            + "what is in the gallery already is passed over.");
        }
    }

    /** Brings what was unpacked to the disk. */
    void force(JobContext context) throws IOException {
        if (!Files.exists(unpacked)) {
            return;
        }
        Files.walkFileTree(unpacked, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                context.checkCancelled();
                DurableFiles.force(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                DurableFiles.force(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    void delete() throws IOException {
        FileSystemUtils.deleteRecursively(unpacked);
        // A data folder that was copied may name the uploads of the one before.
        if (parameters.uploaded() && source.startsWith(uploads)) {
            FileSystemUtils.deleteRecursively(source.getParent());
        }
    }

    private record Unpacking(JobContext context) implements Archive.Listener {
        @Override
        public void unpacking(long entries, long bytes) {
            context.checkCancelled();
            context.progress(0, null, "unpacking: %d files, %d MB".formatted(entries, bytes >> 20));
        }

        @Override
        public void refuse(String item, String reason) {
            context.checkCancelled();
            context.refuse(item, reason);
        }
    }
}
