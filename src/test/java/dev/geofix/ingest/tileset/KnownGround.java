package dev.geofix.ingest.tileset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.geofix.gallery.NewTile;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.testing.Pictures;
import java.util.Objects;

/** Two neighbouring tiles of zoom 17, with corners and centres from PROJ ({@code gdaltransform -s_srs EPSG:3857 -t_srs EPSG:4326}). */
final class KnownGround {
    static final int ZOOM = 17;
    static final int COLUMN = 67234;
    /** Counted from the north. */
    static final int ROW = 43055;
    /** Counted from the south. */
    static final int TMS_ROW = 88016;
    static final BoundingBox WEST_TILE = new BoundingBox(4.6636962890625, 52.4024188739733, 4.66644287109375,
            52.4040945640241);
    static final BoundingBox EAST_TILE = new BoundingBox(4.66644287109375, 52.4024188739733, 4.669189453125,
            52.4040945640241);
    static final GeoPoint WEST_CENTER = new GeoPoint(52.4032567269544, 4.66506958007813);
    static final GeoPoint EAST_CENTER = new GeoPoint(52.4032567269544, 4.66781616210937);

    private static final double CENTIMETRE = 0.01;

    private KnownGround() {}

    static byte[] picture(int number) {
        return Pictures.png(Pictures.picture(number, 256));
    }

    static void assertLies(NewTile tile, GeoPoint center, BoundingBox bounds) {
        BoundingBox actual = Objects.requireNonNull(tile.bounds());
        assertThat(tile.center().distanceTo(center)).as("centre").isLessThan(CENTIMETRE);
        assertThat(new GeoPoint(actual.south(), actual.west()).distanceTo(new GeoPoint(bounds.south(), bounds.west())))
                .as("south-western corner").isLessThan(CENTIMETRE);
        assertThat(new GeoPoint(actual.north(), actual.east()).distanceTo(new GeoPoint(bounds.north(), bounds.east())))
                .as("north-eastern corner").isLessThan(CENTIMETRE);
    }
}
