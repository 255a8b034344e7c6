package dev.geofix.vectorindex;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;

/**
 * A stream in blocks: length, CRC-32C over the block's number, length and bytes, then these bytes. An empty block is the end. Whoever reads it
 * sees no byte that was not checked.
 */
final class CheckedBlocks {
    private static final int BLOCK = 1 << 20;
    private static final int HEADER = 8;

    private CheckedBlocks() {}

    private static int sum(int number, int length, byte[] bytes, int offset) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(8).putInt(number).putInt(length).flip());
        sum.update(bytes, offset, length);
        return (int) sum.getValue();
    }

    /** Writes the blocks. */
    static final class Output extends OutputStream {
        private final WritableByteChannel channel;
        private final BooleanSupplier abandoned;
        private final ByteBuffer block = ByteBuffer.allocate(HEADER + BLOCK).position(HEADER);
        private int number;

        /** @param abandoned asked at each block; once it says so the writing ends with {@link InterruptedIOException} */
        Output(WritableByteChannel channel, BooleanSupplier abandoned) {
            this.channel = channel;
            this.abandoned = abandoned;
        }

        @Override
        public void write(int value) throws IOException {
            if (!block.hasRemaining()) {
                writeBlock();
            }
            block.put((byte) value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int at = offset;
            int end = offset + length;
            while (at < end) {
                if (!block.hasRemaining()) {
                    writeBlock();
                }
                int part = Math.min(end - at, block.remaining());
                block.put(bytes, at, part);
                at += part;
            }
        }

        /** Ends the stream; without it a reader takes it for cut off. The channel stays open. */
        void end() throws IOException {
            if (block.position() > HEADER) {
                writeBlock();
            }
            writeBlock();
        }

        private void writeBlock() throws IOException {
            if (abandoned.getAsBoolean()) {
                throw new InterruptedIOException("there was no more time to write it");
            }
            int length = block.position() - HEADER;
            block.putInt(0, length).putInt(4, sum(number++, length, block.array(), HEADER)).flip();
            while (block.hasRemaining()) {
                channel.write(block);
            }
            block.clear().position(HEADER);
        }
    }

    /** Reads what {@link Output} wrote, and gives out nothing of a block before all of it has been checked. */
    static final class Input extends InputStream {
        private final ReadableByteChannel channel;
        private final ByteBuffer header = ByteBuffer.allocate(HEADER);
        private final ByteBuffer block = ByteBuffer.allocate(BLOCK).limit(0);
        private int number;
        private boolean ended;

        Input(ReadableByteChannel channel) {
            this.channel = channel;
        }

        /** @throws Snapshot.RefusedException when a byte differs from what was written, or the rest is missing */
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
                if (length < 0 || length > BLOCK) {
                    throw new Snapshot.RefusedException("it is damaged");
                }
                fill(block.clear().limit(length));
                block.flip();
                if (sum != sum(number++, length, block.array(), 0)) {
                    throw new Snapshot.RefusedException("it is damaged");
                }
                ended = length == 0;
            }
            return block.hasRemaining();
        }

        private void fill(ByteBuffer buffer) throws IOException {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new Snapshot.RefusedException("its end is missing");
                }
            }
        }
    }
}
