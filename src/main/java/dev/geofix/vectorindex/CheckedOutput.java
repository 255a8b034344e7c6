package dev.geofix.vectorindex;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;

/**
 * Writes in blocks: length, CRC-32C over the block's number, length and bytes, then these bytes. An empty block is the end. Whoever reads it
 * through {@link CheckedInput} sees no byte that was not checked.
 */
final class CheckedOutput extends OutputStream {
    static final int BLOCK = 1 << 20;
    static final int HEADER = 8;

    private final WritableByteChannel channel;
    private final BooleanSupplier abandoned;
    private final ByteBuffer block = ByteBuffer.allocate(HEADER + BLOCK).position(HEADER);
    private int number;

    /** @param abandoned asked at each block; once it says so the writing ends with {@link InterruptedIOException} */
    CheckedOutput(WritableByteChannel channel, BooleanSupplier abandoned) {
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

    static int sum(int number, int length, byte[] bytes, int offset) {
        CRC32C sum = new CRC32C();
        sum.update(ByteBuffer.allocate(8).putInt(number).putInt(length).flip());
        sum.update(bytes, offset, length);
        return (int) sum.getValue();
    }
}
