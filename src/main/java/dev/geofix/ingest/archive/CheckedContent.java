package dev.geofix.ingest.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** A zip entry's content, held to the length and the checksum that the archive states. */
final class CheckedContent extends FilterInputStream {
    private final long size;
    private final long crc;
    private final CRC32 sum = new CRC32();
    private long count;

    CheckedContent(InputStream content, long size, long crc) {
        super(content);
        this.size = size;
        this.crc = crc;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            count += read;
            sum.update(target, offset, read);
        }
        if (count > size || read < 0 && count < size) {
            throw new ZipException("its length is another than the list says");
        }
        if (read < 0 && sum.getValue() != crc) {
            throw new ZipException("its checksum is wrong");
        }
        return read;
    }
}
