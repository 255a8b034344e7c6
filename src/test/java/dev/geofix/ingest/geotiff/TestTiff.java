package dev.geofix.ingest.geotiff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes GeoTIFFs of eight bits a sample, an image at a time: the blocks, then the directory. UTM 32 north unless told otherwise. */
final class TestTiff implements AutoCloseable {
    final SortedMap<Integer, Object> fields = new TreeMap<>();
    private final FileChannel channel;
    private long linkAt = 4;

    TestTiff(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        channel.write(buffer(8).putShort((short) 0x4949).putShort((short) 42).putInt(0).flip());
        georeference(601234.5, 5334567.25, 0.5);
    }

    void georeference(double west, double north, double pixel) {
        fields.put(Tag.PIXEL_SCALE, new double[]{pixel, pixel, 0});
        fields.put(Tag.TIEPOINT, new double[]{0, 0, 0, west, north, 0});
        fields.put(Tag.GEO_KEYS, new int[]{1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 32632});
    }

    static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(1))) {
            deflater.write(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** All blocks of an image, with deflate. */
    static List<byte[]> blocks(Image image) {
        List<byte[]> blocks = new ArrayList<>();
        for (int i = 0; i < image.blocks(); i++) {
            blocks.add(deflated(image.block(i)));
        }
        return blocks;
    }

    TestTiff add(Image image) throws IOException {
        return add(image, 8, blocks(image));
    }

    /** @param blocks one a block, or fewer, which are then repeated; an empty one is left out */
    TestTiff add(Image image, int compression, List<byte[]> blocks) throws IOException {
        long[] starts = new long[blocks.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = blocks.get(i).length == 0 ? 0 : append(ByteBuffer.wrap(blocks.get(i)));
        }
        int[] offsets = new int[image.blocks()];
        int[] counts = new int[offsets.length];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = (int) starts[i % starts.length];
            counts[i] = blocks.get(i % starts.length).length;
        }
        SortedMap<Integer, Object> all = new TreeMap<>(fields);
        all.putIfAbsent(Tag.WIDTH, image.width());
        all.putIfAbsent(Tag.HEIGHT, image.height());
        all.putIfAbsent(Tag.BITS, 8);
        all.putIfAbsent(Tag.COMPRESSION, compression);
        all.putIfAbsent(Tag.PHOTOMETRIC, image.bands() < 3 ? 1 : 2);
        all.putIfAbsent(Tag.SAMPLES, image.bands());
        all.put(image.tiled() ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS, offsets);
        all.put(image.tiled() ? Tag.TILE_COUNTS : Tag.STRIP_COUNTS, counts);
        if (image.tiled()) {
            all.put(Tag.TILE_WIDTH, image.blockWidth());
            all.put(Tag.TILE_HEIGHT, image.blockHeight());
        } else {
            all.put(Tag.ROWS_PER_STRIP, image.blockHeight());
        }
        directory(all);
        return this;
    }

    private void directory(SortedMap<Integer, Object> all) throws IOException {
        ByteBuffer body = buffer(2 + 12 * all.size() + 4).putShort((short) all.size());
        for (var field : all.entrySet()) {
            body.putShort(field.getKey().shortValue());
            switch (field.getValue()) {
                case Integer number -> body.putShort((short) 4).putInt(1).putInt(number);
                case String text -> {
                    byte[] bytes = (text + "\0    ").getBytes(StandardCharsets.US_ASCII);
                    body.putShort((short) 2).putInt(bytes.length).putInt((int) append(ByteBuffer.wrap(bytes)));
                }
                case double[] numbers -> {
                    ByteBuffer values = buffer(8 * numbers.length);
                    values.asDoubleBuffer().put(numbers);
                    body.putShort((short) 12).putInt(numbers.length).putInt((int) append(values));
                }
                case int[] numbers -> {
                    boolean keys = field.getKey() == Tag.GEO_KEYS || field.getKey() == Tag.COLOR_MAP;
                    ByteBuffer values = buffer((keys ? 2 : 4) * numbers.length);
                    for (int number : numbers) {
                        if (keys) {
                            values.putShort((short) number);
                        } else {
                            values.putInt(number);
                        }
                    }
                    body.putShort((short) (keys ? 3 : 4)).putInt(numbers.length)
                            .putInt(numbers.length == 1 ? numbers[0] : (int) append(values.flip()));
                }
                default -> throw new IllegalArgumentException(String.valueOf(field.getValue()));
            }
        }
        long at = append(body.putInt(0).flip());
        channel.write(buffer(4).putInt((int) at).flip(), linkAt);
        linkAt = at + 2 + 12L * all.size();
    }

    private long append(ByteBuffer bytes) throws IOException {
        long at = channel.size() + channel.size() % 2;
        channel.write(bytes, at);
        return at;
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
