package dev.geofix.simulator;

import dev.geofix.geo.GeoPoint;
import dev.geofix.platform.UserException;
import dev.geofix.simulator.scene.Area;
import dev.geofix.simulator.scene.Point;

/**
 * A rectangle of satellite tiles round a town's origin, and how many drone photos to take over it.
 *
 * @param tileMeters side of the ground that a tile shows
 * @param stepMeters distance of neighbouring tiles' centres: the same for tiles that touch, less for tiles that overlap
 * @param tilePixels side of a tile's picture
 * @param photoWidth of a photo, pixels; its height is three quarters of it
 */
public record GalleryPlan(long seed, GeoPoint origin, int columns, int rows, double tileMeters, double stepMeters,
        int tilePixels, int photos, int photoWidth) {
    public GalleryPlan {
        if (columns < 1 || rows < 1 || columns > 1000 || rows > 1000) {
            throw new UserException(
                    "a gallery has 1 to 1000 columns and rows, not " + columns + " × " + rows);
        }
        if (!(tileMeters >= 10 && tileMeters <= 2000 && stepMeters >= 5 && stepMeters <= tileMeters)) {
            throw new UserException(
                    "tiles must be 10 to 2000 m and no farther apart than they are wide, not "
                            + tileMeters + " m every " + stepMeters + " m");
        }
        if (tilePixels < 16 || tilePixels > 4096 || photoWidth < 64 || photoWidth > 8192 || photos < 0) {
            throw new UserException("tiles must be 16 to 4096 pixels wide, photos 64 to 8192, not "
                    + tilePixels + " and " + photoWidth);
        }
    }

    /** 400 tiles of 140 m, a centre every 100 m, over two by two kilometres of open sea, and 40 photos. */
    public static GalleryPlan demo(long seed) {
        return new GalleryPlan(seed, Town.OPEN_SEA, 20, 20, 140, 100, 280, 40, 1024);
    }

    /** Ground of a tile; row 0 lies in the north. */
    Area tile(int column, int row) {
        Point center = new Point((column - (columns - 1) / 2.0) * stepMeters, ((rows - 1) / 2.0 - row) * stepMeters);
        double half = tileMeters / 2;
        return new Area(center.x() - half, center.y() - half, center.x() + half, center.y() + half);
    }

    /** The ground that the tiles' centres span. */
    Area core() {
        double x = (columns - 1) / 2.0 * stepMeters;
        double y = (rows - 1) / 2.0 * stepMeters;
        return new Area(-x, -y, x, y);
    }
}
