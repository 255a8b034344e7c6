package dev.geofix.ingest.archive;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file or folder in an archive.
 *
 * @param name as the archive has it
 * @param obstacle why its content cannot be taken, a part of a sentence; empty when it can
 * @param content opens what is in it
 */
record ArchiveEntry(String name, boolean folder, String obstacle, Content content) {
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }
}
