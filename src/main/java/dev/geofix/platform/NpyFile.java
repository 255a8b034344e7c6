package dev.geofix.platform;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A matrix of numbers in NumPy's format (.npy, version 1.0). */
public final class NpyFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final Pattern HEADER = Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, "
            + "'shape': \\((\\d{1,9}), (\\d{1,9})\\), \\}\\s*");

    private NpyFile() {}

    /**
     * The rows of a matrix of 32-bit floats.
     *
     * @throws UserException when it is another kind of file
     */
    public static float[][] read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
            byte[] magic = in.readNBytes(MAGIC.length);
            int length = Short.toUnsignedInt(Short.reverseBytes(Arrays.equals(magic, MAGIC)
                    ? in.readShort()
                    : 0));
            Matcher header = HEADER.matcher(new String(in.readNBytes(length), StandardCharsets.US_ASCII));
            if (!header.matches()) {
                throw new UserException(file + " is no matrix of 32-bit floats in NumPy's .npy format 1.0");
            }
            float[][] rows = new float[Integer.parseInt(header.group(1))][Integer.parseInt(header.group(2))];
            for (float[] row : rows) {
                byte[] bytes = in.readNBytes(Float.BYTES * row.length);
                if (bytes.length < Float.BYTES * row.length) {
                    throw new UserException(file + " ends early");
                }
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(row);
            }
            return rows;
        }
    }

    /** A new file for rows of 32-bit floats. */
    public static Writer floats(Path file, long rows, int columns) throws IOException {
        return new Writer(file, "<f4", rows, columns);
    }

    /** A new file for rows of 32-bit integers. */
    public static Writer integers(Path file, long rows, int columns) throws IOException {
        return new Writer(file, "<i4", rows, columns);
    }

    /** Takes a matrix row by row. */
    public static final class Writer implements AutoCloseable {
        private static final int ALIGNED = 64;

        private final OutputStream out;
        private final int columns;
        private final ByteBuffer row;
        private long left;

        private Writer(Path file, String type, long rows, int columns) throws IOException {
            out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
            this.columns = columns;
            left = rows;
            row = ByteBuffer.allocate(4 * columns).order(ByteOrder.LITTLE_ENDIAN);
            String header = "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }".formatted(type, rows,
                    columns);
            int prefix = MAGIC.length + Short.BYTES;
            int padding = ALIGNED - (prefix + header.length() + 1) % ALIGNED;
            String padded = header + " ".repeat(padding % ALIGNED) + "\n";
            out.write(MAGIC);
            out.write(padded.length() & 0xff);
            out.write(padded.length() >> 8);
            out.write(padded.getBytes(StandardCharsets.US_ASCII));
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
}
