package dev.geofix.ingest.geotiff;

/** Means of the colours in squares of pixels; a cell has data when half of its pixels have. */
final class CellSums {
    private final int reduction;
    private final int width;
    private final int height;
    private final int[] sums;
    private final int pixelsWide;
    private final int pixelsHigh;

    /** @param pixelsWide what is summed up, pixels; the last cell of a row has fewer where they do not divide */
    CellSums(int reduction, int pixelsWide, int pixelsHigh) {
        this.reduction = reduction;
        this.pixelsWide = pixelsWide;
        this.pixelsHigh = pixelsHigh;
        width = Math.ceilDiv(pixelsWide, reduction);
        height = Math.ceilDiv(pixelsHigh, reduction);
        sums = new int[Math.multiplyExact(4, Math.multiplyExact(width, height))];
    }

    void add(int y, int[] argb) {
        int row = y / reduction * width;
        for (int x = 0; x < argb.length; x++) {
            int colour = argb[x];
            if (colour != 0) {
                int at = 4 * (row + x / reduction);
                sums[at]++;
                sums[at + 1] += colour >> 16 & 0xff;
                sums[at + 2] += colour >> 8 & 0xff;
                sums[at + 3] += colour & 0xff;
            }
        }
    }

    int[] means() {
        int[] means = new int[width * height];
        for (int i = 0; i < means.length; i++) {
            int count = sums[4 * i];
            int across = Math.min(reduction, pixelsWide - i % width * reduction);
            int down = Math.min(reduction, pixelsHigh - i / width * reduction);
            if (2 * count >= across * down && count > 0) {
                means[i] = Colours.OPAQUE | mean(sums[4 * i + 1], count) << 16 | mean(sums[4 * i + 2], count) << 8
                        | mean(sums[4 * i + 3], count);
            }
        }
        return means;
    }

    private static int mean(int sum, int count) {
        return (sum + count / 2) / count;
    }
}
