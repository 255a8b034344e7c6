package dev.geofix.locate;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.verification.Reference;
import dev.geofix.verification.Verification;
import java.awt.geom.Point2D;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tile that shows most keypoints that agree with a verified place. Where tiles overlap, a keypoint counts for one of them only; here it is brought onto all that show
 * its ground.
 *
 * @param matches the agreeing ones of all tiles, and the others of this one
 */
record MatchedTile(BoundingBox bounds, Verification.TileMatches matches) {
    /** Null where nothing was matched. */
    static @Nullable MatchedTile of(Verification verified) {
        Map<String, BoundingBox> bounds = verified.placement().references().stream()
                .collect(Collectors.toMap(Reference::id, Reference::bounds, (one, same) -> one));
        List<MatchedTile> all = verified.matches().stream()
                .map(tile -> new MatchedTile(Objects.requireNonNull(bounds.get(tile.tile())), tile)).toList();
        return all.stream().map(tile -> tile.withAgreeingOf(all))
                .max(Comparator.comparingInt(tile -> tile.matches().inliers())).orElse(null);
    }

    MatchedTile withAgreeingOf(List<MatchedTile> all) {
        Stream<Verification.Match> agreeing = all.stream().flatMap(other -> other.matches().matches().stream()
                .filter(Verification.Match::inlier).map(match -> moved(match, other)).filter(this::isOnTile));
        return new MatchedTile(bounds, new Verification.TileMatches(matches.tile(), matches.width(), matches.height(),
                Stream.concat(agreeing, matches.matches().stream().filter(match -> !match.inlier())).toList()));
    }

    private Verification.Match moved(Verification.Match match, MatchedTile from) {
        if (from == this) {
            return match;
        }
        BoundingBox source = from.bounds();
        double longitude = source.west() + width(source) * match.tileX() / from.matches().width();
        double latitude = source.north()
                - (source.north() - source.south()) * match.tileY() / from.matches().height();
        Point2D moved = on(bounds, longitude, latitude);
        return new Verification.Match(match.photoX(), match.photoY(), moved.getX() * matches.width(),
                moved.getY() * matches.height(), match.inlier());
    }

    private boolean isOnTile(Verification.Match match) {
        return match.tileX() >= 0 && match.tileY() >= 0 && match.tileX() <= matches.width()
                && match.tileY() <= matches.height();
    }

    /** Shares of a box from its west and its north, also where it crosses the date line. */
    static Point2D on(BoundingBox box, double longitude, double latitude) {
        double fromMiddle = GeoPoint.wrapLongitude(longitude - box.center().longitude());
        return new Point2D.Double(0.5 + fromMiddle / width(box),
                (box.north() - latitude) / (box.north() - box.south()));
    }

    private static double width(BoundingBox box) {
        return box.crossesDateLine() ? box.east() - box.west() + 360 : box.east() - box.west();
    }
}
