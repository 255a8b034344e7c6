package dev.geofix.ingest.geotiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a TIFF file says about one of its images. Values are read when asked for. */
record TiffDirectory(TiffFile file, Map<Integer, Field> fields) {
    /** 2 million offsets of eight bytes. */
    private static final int MOST_BYTES = 16 << 20;

    /** @param value as it stands in the directory: the value itself where it fits, else where it lies */
    record Field(int type, long count, ByteBuffer value) {
        /** Bytes a value; 0 for a type that holds nothing that is wanted here. */
        int size() {
            return switch (type) {
                case 1, 2, 6, 7 -> 1;
                case 3, 8 -> 2;
                case 4, 9, 11, 13 -> 4;
                case 12, 16, 17, 18 -> 8;
                default -> 0;
            };
        }
    }

    boolean has(int tag) {
        return fields.containsKey(tag);
    }

    /** The only or first value, or the default where there is none. */
    long number(int tag, long otherwise) throws IOException {
        long[] numbers = numbers(tag);
        return numbers == null || numbers.length == 0 ? otherwise : numbers[0];
    }

    /** Null where the field is absent. */
    long @Nullable [] numbers(int tag) throws IOException {
        Field field = fields.get(tag);
        ByteBuffer value = field == null ? null : value(tag, field);
        if (field == null || value == null) {
            return null;
        }
        long[] numbers = new long[(int) field.count()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (field.type()) {
                case 3 -> Short.toUnsignedInt(value.getShort());
                case 8 -> value.getShort();
                case 4, 13 -> Integer.toUnsignedLong(value.getInt());
                case 9 -> value.getInt();
                case 11 -> (long) value.getFloat();
                case 12 -> (long) value.getDouble();
                case 16, 17, 18 -> value.getLong();
                case 6 -> value.get();
                default -> Byte.toUnsignedInt(value.get());
            };
        }
        return numbers;
    }

    /** Null where the field is absent or holds no floating-point numbers. */
    double @Nullable [] doubles(int tag) throws IOException {
        Field field = fields.get(tag);
        ByteBuffer value = field == null || field.type() != 12 ? null : value(tag, field);
        if (field == null || value == null) {
            return null;
        }
        double[] numbers = new double[(int) field.count()];
        value.asDoubleBuffer().get(numbers);
        return numbers;
    }

    byte @Nullable [] bytes(int tag) throws IOException {
        Field field = fields.get(tag);
        ByteBuffer value = field == null || field.size() != 1 ? null : value(tag, field);
        return value == null
                ? null
                : Arrays.copyOfRange(value.array(), value.arrayOffset(),
                        value.arrayOffset() + value.limit());
    }

    /** Up to the first NUL; empty where the field is absent. */
    String text(int tag) throws IOException {
        byte[] bytes = bytes(tag);
        if (bytes == null) {
            return "";
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }

    private @Nullable ByteBuffer value(int tag, Field field) throws IOException {
        if (field.size() == 0) {
            return null;
        }
        if (field.count() < 0 || field.count() > MOST_BYTES / field.size()) {
            throw file.unusable("has a field (" + tag + ") of " + Long.toUnsignedString(field.count())
                    + " values, which is damaged or too large. Write it again: gdal_translate -co TILED=YES "
                    + file.name() + " out.tif.");
        }
        ByteBuffer value = file.value(field.value(), (int) field.count() * field.size());
        if (value == null) {
            throw file.unusable("is cut off or damaged: it ends before the values of field " + tag
                    + ". Copy it again.");
        }
        return value;
    }
}
