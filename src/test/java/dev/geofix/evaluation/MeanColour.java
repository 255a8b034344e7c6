package dev.geofix.evaluation;

import dev.geofix.imaging.RgbImage;
import java.util.List;

/** A descriptor that everybody can compute: mean red, green and blue, as one part or as three. */
record MeanColour(int parts) implements Embedder {
    MeanColour() {
        this(1);
    }

    static Picture picture(String name, int red, int green, int blue) {
        return new Picture(name, name, size -> {
            byte[] pixels = new byte[3 * size * size];
            for (int i = 0; i < pixels.length; i += 3) {
                pixels[i] = (byte) red;
                pixels[i + 1] = (byte) green;
                pixels[i + 2] = (byte) blue;
            }
            return new RgbImage(size, size, pixels);
        });
    }

    @Override
    public String name() {
        return "mean colour";
    }

    @Override
    public int dimension() {
        return 3;
    }

    @Override
    public int inputSize() {
        return 8;
    }

    @Override
    public Embeddings embed(List<RgbImage> pictures, boolean drone) {
        float[][] rows = new float[pictures.size()][3];
        for (int i = 0; i < rows.length; i++) {
            byte[] pixels = pictures.get(i).pixels();
            for (int p = 0; p < pixels.length; p++) {
                rows[i][p % 3] += pixels[p] & 0xff;
            }
        }
        return new Embeddings(rows, Embeddings.partCosines(rows, parts), new double[0]);
    }

    @Override
    public void close() {}
}
