package dev.geofix.ingest;

import dev.geofix.gallery.ContentHash;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** Writes one body to the disk. */
final class UploadWriter {
    private static final int BUFFER = 1 << 18;
    private static final long BYTES_BETWEEN_LOOKS = 32L << 20;

    private final Path folder;
    private final long maxBytes;
    private final long freeBytes;

    /**
     * @param folder of all uploads
     * @param freeBytes that the disk must keep
     */
    UploadWriter(Path folder, long maxBytes, long freeBytes) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.freeBytes = freeBytes;
    }

    /**
     * The file and its folder, which is made, have reached the disk when this returns.
     *
     * @param length negative when unknown
     * @param own folder of this upload
     * @return SHA-256, hexadecimal
     */
    String write(InputStream body, long length, Path own, Path file) throws IOException {
        checkLength(length);
        requireRoom(Math.max(0, length));
        MessageDigest digest = ContentHash.digest();
        try {
            Files.createDirectory(own);
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                copy(body, out, digest);
                out.force(true);
            }
            // A new name is safe when its folder is.
            DurableFiles.force(own);
            DurableFiles.force(folder);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("No space left")) {
                throw full(0);
            }
            throw e;
        }
        return ContentHash.hex(digest.digest());
    }

    private void copy(InputStream body, FileChannel out, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long written = 0;
        long looked = 0;
        for (int count = read(body, buffer); count > 0; count = read(body, buffer)) {
            written += count;
            checkLength(written);
            if (written - looked >= BYTES_BETWEEN_LOOKS) {
                looked = written;
                requireRoom(0);
            }
            digest.update(buffer, 0, count);
            for (ByteBuffer rest = ByteBuffer.wrap(buffer, 0, count); rest.hasRemaining();) {
                out.write(rest);
            }
        }
        if (written == 0) {
            throw new UserException(
                    "The body is empty. Send the file itself as the body; with curl: --upload-file FILE -X POST.");
        }
    }

    private static int read(InputStream body, byte[] buffer) {
        try {
            return body.readNBytes(buffer, 0, buffer.length);
        } catch (IOException e) {
            throw new UserException(
                    "The body was cut off (" + e.getMessage() + "); nothing of it was kept. Send it again.");
        }
    }

    private void checkLength(long length) {
        if (length > maxBytes) {
            throw new UserException(UserException.Kind.TOO_LARGE, "The upload is longer than " + maxBytes
                    + " bytes. Split it, put it below an import root of the server and name it as source, or raise "
                    + "geofix.gallery.import-max-upload.");
        }
    }

    private void requireRoom(long needed) throws IOException {
        if (Files.getFileStore(folder).getUsableSpace() - needed < freeBytes) {
            throw full(needed);
        }
    }

    private UserException full(long needed) throws IOException {
        return new UserException(UserException.Kind.DISK_FULL, "The disk of the data folder is too full: "
                + Files.getFileStore(folder).getUsableSpace() + " bytes are free"
                + (needed > 0 ? ", " + needed + " are needed" : "") + ", and " + freeBytes
                + " must stay free (geofix.gallery.import-free-disk). Nothing was kept. Make room and send it again.");
    }
}
