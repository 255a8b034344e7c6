package dev.geofix.ingest.archive;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The entries of an archive, one after the other. */
interface ArchiveReader extends AutoCloseable {
    /**
     * Null behind the last one.
     *
     * @throws IOException when the archive is cut off or damaged, so that nothing behind can be found
     */
    @Nullable
    Entry next() throws IOException;

    /** Whether the others can be read although one is damaged. */
    boolean isIndependent();

    /** Bytes of all files by what the headers say, who may lie; 0 when there is nothing that says it. */
    long statedBytes() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * A file or folder in an archive.
     *
     * @param name as the archive has it
     * @param obstacle why its content cannot be taken, a part of a sentence; empty when it can
     * @param content opens what is in it
     */
    record Entry(String name, boolean folder, String obstacle, Content content) {
        @FunctionalInterface
        interface Content {
            InputStream open() throws IOException;
        }
    }
}
