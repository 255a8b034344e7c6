package dev.geofix.gallery;

import dev.geofix.model.Descriptor;
import dev.geofix.model.ModelVersion;

/** All that is stored of a tile. */
record EmbeddedTile(Tile tile, TileImage image, Descriptor descriptor, ModelVersion model) {}
