package dev.geofix.vectorindex;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Reads what {@link CheckedOutput} wrote, and gives out nothing of a block before all of it has been checked. */
final class CheckedInput extends InputStream {
    private final ReadableByteChannel channel;
    private final ByteBuffer header = ByteBuffer.allocate(CheckedOutput.HEADER);
    private final ByteBuffer block = ByteBuffer.allocate(CheckedOutput.BLOCK).limit(0);
    private int number;
    private boolean ended;

    CheckedInput(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /** @throws SnapshotException when a byte differs from what was written, or the rest is missing */
    @Override
    public int read() throws IOException {
        return ready() ? block.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!ready()) {
            return -1;
        }
        int part = Math.min(length, block.remaining());
        block.get(bytes, offset, part);
        return part;
    }

    private boolean ready() throws IOException {
        if (!block.hasRemaining() && !ended) {
            fill(header.clear());
            int length = header.flip().getInt();
            int sum = header.getInt();
            if (length < 0 || length > CheckedOutput.BLOCK) {
                throw new SnapshotException("it is damaged");
            }
            fill(block.clear().limit(length));
            block.flip();
            if (sum != CheckedOutput.sum(number++, length, block.array(), 0)) {
                throw new SnapshotException("it is damaged");
            }
            ended = length == 0;
        }
        return block.hasRemaining();
    }

    private void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new SnapshotException("its end is missing");
            }
        }
    }
}
