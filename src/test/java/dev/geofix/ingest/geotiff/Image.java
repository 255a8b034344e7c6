package dev.geofix.ingest.geotiff;

/**
 * A picture to be written as a TIFF.
 *
 * @param blockHeight of tiles, or of strips where the block is as wide as the image and {@code tiled} is false
 */
record Image(int width, int height, int bands, int blockWidth, int blockHeight, boolean tiled, Picture picture) {
    /** Samples of a pixel. */
    interface Picture {
        int sample(int x, int y, int band);
    }

    /** 64 metres of 128 pixels of half a metre, grey that grows to the east. */
    static Image slope() {
        return tiles(128, 128, 1, 32, (x, y, band) -> 2 * x);
    }

    static Image strips(int width, int height, int bands, int rows, Picture picture) {
        return new Image(width, height, bands, width, rows, false, picture);
    }

    static Image tiles(int width, int height, int bands, int side, Picture picture) {
        return new Image(width, height, bands, side, side, true, picture);
    }

    int across() {
        return Math.ceilDiv(width, blockWidth);
    }

    int blocks() {
        return across() * Math.ceilDiv(height, blockHeight);
    }

    byte[] block(int index) {
        int left = index % across() * blockWidth;
        int top = index / across() * blockHeight;
        int rows = tiled ? blockHeight : Math.min(blockHeight, height - top);
        byte[] samples = new byte[blockWidth * rows * bands];
        for (int at = 0; at < samples.length; at++) {
            int pixel = at / bands;
            samples[at] = (byte) picture.sample(left + pixel % blockWidth, top + pixel / blockWidth, at % bands);
        }
        return samples;
    }
}
