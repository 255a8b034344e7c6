package dev.geofix.gallery;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ModelOnDisk;
import dev.geofix.inference.View;
import dev.geofix.vectorindex.Int8Vector;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * What keeping descriptors at a byte a value costs: tiles of a real place by a real model, and queries made of some of them by a turn, a closer look
 * and less light.
 *
 * @param recall share of the ten best by 32-bit floats that are among the ten best by kept descriptors
 * @param first share of queries whose own tile comes first, by floats
 * @param firstKept the same by kept descriptors
 * @param cosine largest difference of a cosine
 */
record DescriptorLoss(int tiles, int queries, double recall, double first, double firstKept, double cosine) {
    private static final int BEST = 10;
    private static final int QUERY_EVERY = 5;
    private static final double TURN = Math.toRadians(8);
    private static final double CLOSER = 1.25;

    /** @param args a folder of tiles, and a model's */
    public static void main(String[] args) throws IOException {
        for (boolean compact : new boolean[]{true, false}) {
            System.out.println((compact ? "int8: " : "fp16: ")
                    + measure(Path.of(args[0]), Path.of(args[1]), 1, compact));
        }
    }

    /** @param step every so many-th tile is taken */
    static DescriptorLoss measure(Path folder, Path model, int step, boolean compact) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().matches(".*\\.(webp|jpg|png)")).sorted().toList();
        }
        List<float[]> tiles = new ArrayList<>();
        List<float[]> queries = new ArrayList<>();
        try (ModelOnDisk loaded = ModelOnDisk.open(model)) {
            ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
            Encoder encoder = loaded.encoder();
            for (int i = 0; i < files.size(); i += step) {
                byte[] tile = Files.readAllBytes(files.get(i));
                tiles.add(encoder.embed(decoder.decode(tile), View.SATELLITE).values());
                if ((tiles.size() - 1) % QUERY_EVERY == 0) {
                    queries.add(encoder.embed(decoder.decode(query(decoder.decode(tile).toBufferedImage())), View.DRONE)
                            .values());
                }
            }
        }
        return of(tiles, queries, compact
                ? vector -> Int8Vector.decode(Int8Vector.encode(vector), vector.length)
                : DescriptorLoss::halves);
    }

    private static DescriptorLoss of(List<float[]> tiles, List<float[]> queries, Function<float[], float[]> keep) {
        List<float[]> kept = tiles.stream().map(keep).toList();
        double recall = 0;
        double cosine = 0;
        int first = 0;
        int firstKept = 0;
        for (int q = 0; q < queries.size(); q++) {
            double[] exact = scores(queries.get(q), tiles);
            double[] rough = scores(queries.get(q), kept);
            int own = q * QUERY_EVERY;
            Set<Integer> best = new HashSet<>(best(exact));
            best.retainAll(best(rough));
            recall += (double) best.size() / BEST / queries.size();
            first += best(exact).getFirst() == own ? 1 : 0;
            firstKept += best(rough).getFirst() == own ? 1 : 0;
            for (int i = 0; i < exact.length; i++) {
                cosine = Math.max(cosine, Math.abs(exact[i] - rough[i]));
            }
        }
        return new DescriptorLoss(tiles.size(), queries.size(), recall, (double) first / queries.size(),
                (double) firstKept / queries.size(), cosine);
    }

    private static double[] scores(float[] query, List<float[]> tiles) {
        return tiles.stream().mapToDouble(
                tile -> IntStream.range(0, query.length).mapToDouble(i -> (double) query[i] * tile[i]).sum())
                .toArray();
    }

    private static List<Integer> best(double[] scores) {
        return IntStream.range(0, scores.length).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed()).limit(BEST).toList();
    }

    private static float[] halves(float[] vector) {
        float[] halves = Arrays.copyOf(vector, vector.length);
        for (int i = 0; i < halves.length; i++) {
            halves[i] = Float.float16ToFloat(Float.floatToFloat16(halves[i]));
        }
        return halves;
    }

    private static byte[] query(BufferedImage tile) throws IOException {
        BufferedImage view = new BufferedImage(tile.getWidth(), tile.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = view.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.translate(tile.getWidth() / 2.0, tile.getHeight() / 2.0);
        graphics.rotate(TURN);
        graphics.scale(CLOSER, CLOSER);
        graphics.drawImage(tile, -tile.getWidth() / 2, -tile.getHeight() / 2, null);
        graphics.dispose();
        for (int y = 0; y < view.getHeight(); y++) {
            for (int x = 0; x < view.getWidth(); x++) {
                int rgb = view.getRGB(x, y);
                view.setRGB(x, y,
                        (rgb >> 16 & 255) * 4 / 5 << 16 | (rgb >> 8 & 255) * 4 / 5 << 8 | (rgb & 255) * 4 / 5);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(view, "png", bytes);
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT,
                "%d tiles, %d queries: recall@10 %.4f, first %.4f, first as kept %.4f, cosines off by %.1e at most",
                tiles,
                queries, recall, first, firstKept, cosine);
    }
}
