package dev.geofix.ingest.archive;

import dev.geofix.ingest.source.FileKind;
import dev.geofix.ingest.source.UnusableSourceException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Zip and tar archives, the latter also behind gzip. */
public final class Archive {
    private static final int BUFFER = 1 << 16;

    private Archive() {}

    /** Whether it is a file to be unpacked, or one that would have to be. */
    public static boolean is(Path place) throws IOException {
        return Files.isRegularFile(place) && FileKind.of(place).isPacked();
    }

    /**
     * Looks at its beginning and its end.
     *
     * @throws UnusableSourceException when it is of a kind that is not taken, or cut off
     */
    public static void check(Path file) throws IOException {
        open(file).close();
    }

    /**
     * Unpacks into a folder, which is made. Entries that cannot be taken are refused, the others are there when this returns.
     *
     * @throws UnusableSourceException when the archive is damaged, or goes beyond the limits
     */
    public static void unpack(Path file, Path folder, UnpackLimits limits, Listener listener) throws IOException {
        Files.createDirectories(folder);
        try (ArchiveReader reader = open(file)) {
            new Unpacker(file, reader, folder, new UnpackLimits.Budget(limits, Files.size(file), folder), listener)
                    .run();
        }
    }

    private static ArchiveReader open(Path file) throws IOException {
        try {
            return switch (FileKind.of(file)) {
                case ZIP -> ZipReader.open(file);
                case TAR -> tar(file);
                case GZIP -> gzip(file);
                default -> throw new UnusableSourceException(file.getFileName()
                        + " is an archive of a kind that is not taken. Pack it as .zip, .tar or .tar.gz.");
            };
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    /** A copy that was cut off between two entries looks whole but for its end. */
    private static ArchiveReader tar(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            int record = FileKind.HEAD;
            InputStream last = new FileRange(channel, Math.max(0, channel.size() - record), record);
            for (byte each : last.readNBytes(record)) {
                if (each != 0) {
                    throw new IOException("it has no end");
                }
            }
        }
        return new TarReader(new BufferedInputStream(Files.newInputStream(file), BUFFER));
    }

    private static ArchiveReader gzip(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            BufferedInputStream content = new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
            content.mark(FileKind.HEAD);
            FileKind inside = FileKind.of(content.readNBytes(FileKind.HEAD));
            content.reset();
            if (inside != FileKind.TAR) {
                throw new UnusableSourceException(file.getFileName()
                        + " is packed by gzip and no .tar.gz. Unpack it, or pack its files as .tar.gz or .zip.");
            }
            return new TarReader(content);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    static UnusableSourceException damaged(Path file, Exception e) {
        return new UnusableSourceException("The archive " + file.getFileName() + " is damaged: " + e.getMessage()
                + ". Send or copy it again.", e);
    }

    /** Hears how an archive is unpacked. Both methods may end it with an unchecked exception, as a cancelled job does. */
    public interface Listener {
        /** Called often. */
        void unpacking(long entries, long bytes);

        /** @param reason a part of a sentence */
        void refuse(String item, String reason);
    }
}
