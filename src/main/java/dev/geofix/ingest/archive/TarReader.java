package dev.geofix.ingest.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.jspecify.annotations.Nullable;

/** A tar as a stream: what is behind a damaged place is lost. */
final class TarReader implements ArchiveReader {
    private final TarArchiveInputStream tar;

    TarReader(InputStream in) {
        tar = new BoundedNames(in);
    }

    @Override
    public @Nullable Entry next() throws IOException {
        TarArchiveEntry entry = tar.getNextEntry();
        return entry == null
                ? null
                : new Entry(entry.getName(), entry.isDirectory(), obstacle(entry), () -> new Shielded(tar));
    }

    private String obstacle(TarArchiveEntry entry) {
        if (entry.isSymbolicLink() || entry.isLink()) {
            return "it is a link; pack the file itself";
        }
        boolean device = entry.isFIFO() || entry.isCharacterDevice() || entry.isBlockDevice();
        return !device && entry.isFile() && tar.canReadEntryData(entry) ? "" : "it is no ordinary file";
    }

    @Override
    public boolean isIndependent() {
        return false;
    }

    @Override
    public long statedBytes() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /** An entry's content ends; the archive goes on. */
    private static final class Shielded extends FilterInputStream {
        Shielded(InputStream tar) {
            super(tar);
        }

        @Override
        public void close() {}
    }

    /** The library reads long names and extended headers into memory, as long as they say they are. */
    private static final class BoundedNames extends TarArchiveInputStream {
        private static final String NAMES_AND_HEADERS = "LKxXg";
        private static final int TYPE = 156;
        private static final int SIZE = 124;
        private static final int SIZE_LENGTH = 12;
        private static final int MOST = 1 << 20;

        BoundedNames(InputStream in) {
            super(in, StandardCharsets.UTF_8.name());
        }

        @Override
        protected byte @Nullable [] readRecord() throws IOException {
            byte[] header = super.readRecord();
            if (header != null && NAMES_AND_HEADERS.indexOf(header[TYPE]) >= 0 && TarUtils.verifyCheckSum(header)
                    && TarUtils.parseOctalOrBinary(header, SIZE, SIZE_LENGTH) > MOST) {
                throw new IOException("a name or header of more than " + MOST + " bytes");
            }
            return header;
        }
    }
}
