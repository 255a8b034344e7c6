package dev.geofix.imaging;

import java.io.IOException;
import javax.imageio.IIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Bytes in memory for an image reader, which may read past their end a limited number of times. Some readers take the end of the file for zeros without end, so
 * that a damaged image of a hundred bytes keeps them busy for minutes; after so many reads at the end the image is broken. Well-made images
 * need a few such reads, since bits are fetched ahead.
 */
public final class LimitedImageInput extends ImageInputStreamImpl {
    private static final int MAX_READS_AT_THE_END = 1000;

    private final byte[] bytes;

    private int readsAtTheEnd;

    public LimitedImageInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        return atTheEnd() ? -1 : bytes[(int) streamPos++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (atTheEnd()) {
            return -1;
        }
        int count = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    /** Its exception is no end-of-file exception, for those are what the readers swallow. */
    private boolean atTheEnd() throws IOException {
        boolean end = streamPos >= bytes.length;
        if (end && ++readsAtTheEnd > MAX_READS_AT_THE_END) {
            throw new IIOException("the file ends within the image");
        }
        return end;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
