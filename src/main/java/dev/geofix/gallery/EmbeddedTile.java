package dev.geofix.gallery;

import dev.geofix.index.Int8Vector;
import dev.geofix.model.Descriptor;
import dev.geofix.model.ModelVersion;

/** All that is stored of a tile. */
record EmbeddedTile(Tile tile, TileImage image, Descriptor descriptor, ModelVersion model) {
    byte[] compact() {
        return Int8Vector.encode(descriptor.values());
    }
}
