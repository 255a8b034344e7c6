package dev.geofix.verification;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.LocalFrame;

/**
 * A picture of known ground, north up, that a photo is compared with.
 *
 * @param id of the tile
 * @param bounds that the picture's edges lie on
 * @param features in pixels of a picture of that ground
 * @param score of retrieval, the photo's and the tile's cosine
 */
public record Reference(String id, BoundingBox bounds, LocalFeatures features, double score) {
    /** Metres a pixel of the features' picture: the root of what a pixel covers. */
    double metersPerPixel() {
        return Math.sqrt(bounds.widthMeters() * bounds.heightMeters() / features.width() / features.height());
    }

    /** Metres to the east of the frame's origin, of a place on the picture from its left edge. */
    double east(LocalFrame frame, double x) {
        double west = frame.east(bounds.west());
        double width = frame.east(bounds.east()) - west;
        return west + width * x / features.width();
    }

    /** Metres to the south of the frame's origin, of a place on the picture from its upper edge. */
    double south(LocalFrame frame, double y) {
        double north = frame.south(bounds.north());
        return north + (frame.south(bounds.south()) - north) * y / features.height();
    }

    LocalFrame frame() {
        return new LocalFrame(bounds.center());
    }
}
