package dev.geofix.verification;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.Homography;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Flat ground with points at random, each of which has a descriptor of its own: what tiles and photos would have as keypoints if the network were without fault. Places are metres
 * from the origin of {@link MadeUpGround#FRAME}, known to half a pixel.
 */
final class MadeUpKeypoints {
    static final double METERS_PER_PIXEL = 0.25;

    private final double[] east;
    private final double[] south;
    private final byte[] descriptors;

    /** @param side metres of the square that they lie in, with a corner at the origin */
    MadeUpKeypoints(long seed, double side, int count) {
        Random random = new Random(seed);
        east = random.doubles(count, 0, side).toArray();
        south = random.doubles(count, 0, side).toArray();
        descriptors = new byte[count * LocalFeatures.DIMENSION];
        for (int i = 0; i < count; i++) {
            double[] values = random.doubles(LocalFeatures.DIMENSION, -1, 1).toArray();
            double length = Math.sqrt(IntStream.range(0, values.length).mapToDouble(k -> values[k] * values[k]).sum());
            for (int k = 0; k < values.length; k++) {
                descriptors[i * values.length + k] = (byte) Math.round(values[k] / length * LocalFeatures.ONE);
            }
        }
    }

    static BoundingBox bounds(double east, double south, double width, double height) {
        GeoPoint northWest = MadeUpGround.FRAME.point(east, south);
        GeoPoint southEast = MadeUpGround.FRAME.point(east + width, south + height);
        return new BoundingBox(northWest.longitude(), southEast.latitude(), southEast.longitude(),
                northWest.latitude());
    }

    /** A tile whose upper left corner lies there. */
    Reference tile(String id, double fromEast, double fromSouth, double width, double height, double score) {
        Homography toTile = new Homography(new double[]{1 / METERS_PER_PIXEL, 0, -fromEast / METERS_PER_PIXEL, 0,
            1 / METERS_PER_PIXEL, -fromSouth / METERS_PER_PIXEL, 0, 0, 1});
        return new Reference(id, bounds(fromEast, fromSouth, width, height), seen(toTile,
                (int) Math.round(width / METERS_PER_PIXEL), (int) Math.round(height / METERS_PER_PIXEL)), score);
    }

    /** What a camera sees whose middle shows that place, brought north-up as is supposed of it. */
    PhotoView view(GroundView camera, double middleEast, double middleSouth, GroundView supposed, int columns,
            int rows) {
        Homography toPhoto = supposed.toPhoto(columns, rows, METERS_PER_PIXEL, 0, 0);
        Homography toView = toPhoto.inverse().after(camera.toPhoto(0, 0, 1, 0, 0))
                .after(new Homography(new double[]{1, 0, -middleEast, 0, 1, -middleSouth, 0, 0, 1}));
        return new PhotoView(toPhoto, METERS_PER_PIXEL, seen(toView, columns, rows));
    }

    private LocalFeatures seen(Homography fromGround, int width, int height) {
        int[] inside = IntStream.range(0, east.length).filter(i -> {
            double x = fromGround.x(east[i], south[i]);
            double y = fromGround.y(east[i], south[i]);
            return x >= 0 && y >= 0 && x < width && y < height;
        }).toArray();
        short[] x = new short[inside.length];
        short[] y = new short[inside.length];
        byte[] of = new byte[inside.length * LocalFeatures.DIMENSION];
        for (int n = 0; n < inside.length; n++) {
            int i = inside[n];
            x[n] = (short) Math.floor(fromGround.x(east[i], south[i]));
            y[n] = (short) Math.floor(fromGround.y(east[i], south[i]));
            System.arraycopy(descriptors, i * LocalFeatures.DIMENSION, of, n * LocalFeatures.DIMENSION,
                    LocalFeatures.DIMENSION);
        }
        return new LocalFeatures(width, height, x, y, of);
    }
}
