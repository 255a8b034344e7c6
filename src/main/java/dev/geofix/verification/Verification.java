package dev.geofix.verification;

import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.Homography;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The best that looking closely has found.
 *
 * @param placement on the ground
 * @param ground what was supposed of the camera when it was found
 * @param probability that the placement is right
 */
public record Verification(Placement placement, GroundView ground, double probability) {
    /**
     * Keypoints of the photo that were matched with one tile.
     *
     * @param tile its id
     * @param width pixels of the picture that the tile's keypoints are stated on
     * @param height likewise
     * @param matches the agreeing ones first
     */
    public record TileMatches(String tile, int width, int height, List<Match> matches) {
        public int inliers() {
            return (int) matches.stream().filter(Match::inlier).count();
        }
    }

    /** Pixel of the photo, pixel of the tile's picture, and whether it agrees with the placement. */
    public record Match(double photoX, double photoY, double tileX, double tileY, boolean inlier) {}

    /** From pixels of the photo to metres east and south in the placement's frame. */
    public Homography photoToGround() {
        return placement.photoToGround();
    }

    /** The ground that a pixel of the photo shows; null at the horizon and above it. */
    public @Nullable GeoPoint ground(double photoX, double photoY) {
        Homography map = photoToGround();
        return map.depth(photoX, photoY) * map.depth(ground.width() / 2.0, ground.height() / 2.0) > 0
                ? placement.frame().point(map.x(photoX, photoY), map.y(photoX, photoY))
                : null;
    }

    /** The photo's middle on the ground. */
    public GeoPoint middle() {
        Homography map = photoToGround();
        double x = ground.width() / 2.0;
        double y = ground.height() / 2.0;
        return placement.frame().point(map.x(x, y), map.y(x, y));
    }

    /** Standard deviation of the middle in each direction, metres, of the matches' own scatter. */
    public double middleDeviation() {
        Homography toView = placement.view().toPhoto().inverse();
        double x = ground.width() / 2.0;
        double y = ground.height() / 2.0;
        double[] covariance = placement.fit().covariance(toView.x(x, y), toView.y(x, y));
        return Math.sqrt(Math.max(0, covariance[0] + covariance[2]) / 2);
    }

    /** Metres of ground a pixel in the photo's middle. */
    public double metersPerPixel() {
        double[] j = photoToGround().jacobian(ground.width() / 2.0, ground.height() / 2.0);
        return Math.sqrt(Math.abs(j[0] * j[3] - j[1] * j[2]));
    }

    /** Where the photo's upper edge points, degrees clockwise from north, 0 … 360. */
    public double headingDegrees() {
        double[] j = photoToGround().jacobian(ground.width() / 2.0, ground.height() / 2.0);
        double heading = Math.toDegrees(Math.atan2(-j[1], j[3]));
        return heading < 0 ? heading + 360 : heading;
    }

    /**
     * Where the camera was; null where the focal length is unknown or the matches do not carry it.
     *
     * @param tiltDoubt standard deviation of what is supposed of the camera's tilt, degrees
     */
    public @Nullable CameraPose camera(double tiltDoubt) {
        return CameraPose.of(placement, ground, tiltDoubt);
    }

    /** The matches with each tile that takes part, the tile that most agrees with first. */
    public List<TileMatches> matches() {
        Map<Integer, List<Match>> byTile = new TreeMap<>();
        Correspondences points = placement.points();
        boolean[] agrees = new boolean[points.count()];
        for (int i : placement.agreeing()) {
            agrees[i] = true;
        }
        Homography toPhoto = placement.view().toPhoto();
        for (int i = 0; i < points.count(); i++) {
            LocalFeatures features = placement.references().get(points.reference()[i]).features();
            int keypoint = points.tileKeypoint()[i];
            byTile.computeIfAbsent(points.reference()[i], tile -> new ArrayList<>())
                    .add(new Match(toPhoto.x(points.x()[i], points.y()[i]), toPhoto.y(points.x()[i], points.y()[i]),
                            features.x()[keypoint] + 0.5, features.y()[keypoint] + 0.5, agrees[i]));
        }
        return byTile.entrySet().stream().map(entry -> {
            Reference reference = placement.references().get(entry.getKey());
            entry.getValue().sort(Comparator.comparing(Match::inlier).reversed());
            return new TileMatches(reference.id(), reference.features().width(), reference.features().height(),
                    List.copyOf(entry.getValue()));
        }).sorted(Comparator.comparingInt(TileMatches::inliers).reversed()).toList();
    }
}
