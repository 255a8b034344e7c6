package dev.geofix.ingest.archive;

import dev.geofix.ingest.source.UnusableSourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What an archive may ask for.
 *
 * @param maxBytes of all files together, unpacked
 * @param maxEntries files and folders
 * @param maxRatio unpacked bytes to packed ones; the first gigabyte is free
 * @param freeBytes that the disk must keep
 */
public record UnpackLimits(long maxBytes, long maxEntries, int maxRatio, long freeBytes) {

    /** Keeps count of what an archive has unpacked to, whatever its headers say, and ends the unpacking at the limits. */
    static final class Budget {
        /** Any ratio is harmless up to here: files of one colour, or of zeros, pack a thousandfold. */
        private static final long FREE_OF_RATIO = 1L << 30;
        private static final long BYTES_BETWEEN_LOOKS = 32L << 20;

        private final UnpackLimits limits;
        private final long packed;
        private final Path folder;
        private long entries;
        private long bytes;
        private long looked;

        /** @param packed length of the archive, bytes */
        Budget(UnpackLimits limits, long packed, Path folder) {
            this.limits = limits;
            this.packed = packed;
            this.folder = folder;
        }

        long entries() {
            return entries;
        }

        long bytes() {
            return bytes;
        }

        /** What the headers say is refused before anything is written. */
        void expect(long moreBytes) throws IOException {
            checkBytes(moreBytes);
            requireFree(moreBytes);
        }

        void entry() {
            if (++entries > limits.maxEntries()) {
                throw new UnusableSourceException("The archive holds more than " + limits.maxEntries()
                        + " files. Split it, or raise geofix.gallery.import-max-entries.");
            }
        }

        void unpacked(int more) throws IOException {
            bytes += more;
            checkBytes(bytes);
            if (bytes - looked >= BYTES_BETWEEN_LOOKS) {
                looked = bytes;
                requireFree(0);
            }
        }

        private void checkBytes(long unpacked) {
            if (unpacked > limits.maxBytes()) {
                throw new UnusableSourceException("The archive unpacks to more than " + limits.maxBytes()
                        + " bytes. Split it, or raise geofix.gallery.import-max-unpacked.");
            }
            if (unpacked > FREE_OF_RATIO && unpacked / Math.max(1, packed) >= limits.maxRatio()) {
                throw new UnusableSourceException("The archive unpacks to more than " + limits.maxRatio()
                        + " times its length, as archives do that are made to fill disks. "
                        + "If it is sound, raise geofix.gallery.import-max-ratio.");
            }
        }

        private void requireFree(long needed) throws IOException {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free - needed < limits.freeBytes()) {
                throw new UnusableSourceException(
                        "The disk is too full to unpack the archive: " + free + " bytes are free, "
                                + (needed > 0 ? needed + " are needed, and " : "") + limits.freeBytes()
                                + " must stay free (geofix.gallery.import-free-disk). Make room and import again.");
            }
        }
    }
}
