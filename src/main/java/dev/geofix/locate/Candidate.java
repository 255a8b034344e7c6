package dev.geofix.locate;

import dev.geofix.gallery.TileMatch;
import dev.geofix.geo.GeoPoint;
import java.util.List;

/**
 * A tile that may hold the photo's place.
 *
 * @param center of the tile
 * @param side of the tile on the ground, metres
 * @param score cosine of the photo and the tile
 */
public record Candidate(GeoPoint center, double side, double score) {
    /** The first so many of the matches. */
    public static List<Candidate> of(List<TileMatch> ranked, int most) {
        return ranked.stream().limit(most)
                .map(match -> new Candidate(match.tile().center(), match.tile().side(), match.score())).toList();
    }

    /** Whether a place lies within half a diagonal of the centre, so most likely on the tile. */
    public boolean holds(GeoPoint place) {
        return center.distanceTo(place) <= side / Math.sqrt(2);
    }
}
