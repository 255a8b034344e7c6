package dev.geofix.verification;

/**
 * Points of a photo's view and the points on the ground that they are thought to be.
 *
 * @param keypoint number of each point's keypoint in the view; the same one may stand in several, with different places
 * @param reference number of the tile that each was found on
 * @param tileKeypoint number of the keypoint on that tile
 * @param x of each on the view, pixels
 * @param y likewise
 * @param east metres in the frame of the search
 * @param south likewise
 */
public record Correspondences(int[] keypoint, int[] reference, int[] tileKeypoint, double[] x, double[] y,
        double[] east,
        double[] south) {
    int count() {
        return keypoint.length;
    }

    static Correspondences join(Iterable<Correspondences> parts) {
        int count = 0;
        for (Correspondences part : parts) {
            count += part.count();
        }
        Correspondences all = new Correspondences(new int[count], new int[count], new int[count], new double[count],
                new double[count], new double[count], new double[count]);
        int at = 0;
        for (Correspondences part : parts) {
            int size = part.count();
            System.arraycopy(part.keypoint, 0, all.keypoint, at, size);
            System.arraycopy(part.reference, 0, all.reference, at, size);
            System.arraycopy(part.tileKeypoint, 0, all.tileKeypoint, at, size);
            System.arraycopy(part.x, 0, all.x, at, size);
            System.arraycopy(part.y, 0, all.y, at, size);
            System.arraycopy(part.east, 0, all.east, at, size);
            System.arraycopy(part.south, 0, all.south, at, size);
            at += size;
        }
        return all;
    }
}
