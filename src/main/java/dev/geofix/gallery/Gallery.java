package dev.geofix.gallery;

import dev.geofix.inference.ModelVersion;
import java.time.Instant;

/**
 * A set of tiles that are searched together.
 *
 * @param model the version that embedded every tile
 * @param tiles how many it holds
 * @param localFeatures whether new tiles get local features
 * @param tilesWithFeatures how many have them
 */
public record Gallery(GalleryName name, String description, ModelVersion model, long tiles, boolean localFeatures,
        long tilesWithFeatures, Instant created) {}
