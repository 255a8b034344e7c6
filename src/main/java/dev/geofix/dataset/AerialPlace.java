package dev.geofix.dataset;

import java.nio.file.Path;

/**
 * An image that becomes a place of a dataset.
 *
 * @param name of its class
 * @param seed of its drone views
 */
record AerialPlace(String name, Path image, Part part, long seed) {}
