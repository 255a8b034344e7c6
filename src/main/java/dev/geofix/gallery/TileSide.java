package dev.geofix.gallery;

import dev.geofix.geo.BoundingBox;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Side of a tile on the ground, metres: of a square of the same area, should it be none. */
public final class TileSide {
    /** Tiles whose sides stand for the whole gallery: tiles of one gallery are cut alike. */
    public static final int SAMPLE = 15;

    /** For a tile that came without bounds. */
    private static final double USUAL = 100;

    private TileSide() {}

    public static double of(Tile tile) {
        return Objects.requireNonNullElse(known(tile), USUAL);
    }

    /** The median of the known sides. */
    public static @Nullable Double typical(List<Tile> tiles) {
        List<Double> sides = tiles.stream().map(TileSide::known).filter(Objects::nonNull).sorted().toList();
        return sides.isEmpty() ? null : sides.get(sides.size() / 2);
    }

    private static @Nullable Double known(Tile tile) {
        BoundingBox bounds = tile.bounds();
        if (bounds == null) {
            return null;
        }
        double side = Math.sqrt(bounds.widthMeters() * bounds.heightMeters());
        return side > 0 ? side : null;
    }
}
