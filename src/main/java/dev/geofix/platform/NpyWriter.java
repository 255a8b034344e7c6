package dev.geofix.platform;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a matrix of numbers in NumPy's format (.npy, version 1.0), row by row. */
public final class NpyWriter implements AutoCloseable {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNED = 64;

    private final OutputStream out;
    private final int columns;
    private final ByteBuffer row;
    private long left;

    private NpyWriter(Path file, String type, long rows, int columns) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
        this.columns = columns;
        left = rows;
        row = ByteBuffer.allocate(4 * columns).order(ByteOrder.LITTLE_ENDIAN);
        String header = "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }".formatted(type, rows, columns);
        int prefix = MAGIC.length + Short.BYTES;
        int padding = ALIGNED - (prefix + header.length() + 1) % ALIGNED;
        String padded = header + " ".repeat(padding % ALIGNED) + "\n";
        out.write(MAGIC);
        out.write(padded.length() & 0xff);
        out.write(padded.length() >> 8);
        out.write(padded.getBytes(StandardCharsets.US_ASCII));
    }

    /** For rows of 32-bit floats. */
    public static NpyWriter floats(Path file, long rows, int columns) throws IOException {
        return new NpyWriter(file, "<f4", rows, columns);
    }

    /** For rows of 32-bit integers. */
    public static NpyWriter integers(Path file, long rows, int columns) throws IOException {
        return new NpyWriter(file, "<i4", rows, columns);
    }

    public void write(float[] values) throws IOException {
        check(values.length);
        row.clear().asFloatBuffer().put(values);
        writeRow();
    }

    public void write(int[] values) throws IOException {
        check(values.length);
        row.clear().asIntBuffer().put(values);
        writeRow();
    }

    private void check(int length) {
        if (length != columns || left == 0) {
            throw new IllegalArgumentException(
                    "a row of " + length + " where " + left + " rows of " + columns + " are due");
        }
    }

    private void writeRow() throws IOException {
        out.write(row.array());
        left--;
    }

    /** @throws IOException when rows are missing, as the file tells of as many as were announced */
    @Override
    public void close() throws IOException {
        out.close();
        if (left > 0) {
            throw new IOException("the matrix ends " + left + " rows early");
        }
    }
}
