package dev.geofix.platform;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a matrix of 32-bit floats in NumPy's format (.npy, version 1.0). */
public final class NpyReader {
    private static final Pattern HEADER = Pattern.compile("\\{'descr': '<f4', 'fortran_order': False, "
            + "'shape': \\((\\d{1,9}), (\\d{1,9})\\), \\}\\s*");

    private NpyReader() {}

    /**
     * The rows.
     *
     * @throws UserException when it is another kind of file
     */
    public static float[][] read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
            byte[] magic = in.readNBytes(NpyWriter.MAGIC.length);
            int length = Short.toUnsignedInt(Short.reverseBytes(Arrays.equals(magic, NpyWriter.MAGIC)
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
}
