package dev.geofix.gallery;

/** A tile's picture, encoded: at the size of the network's input, or as its local features are found on it. */
public record TileImage(String mediaType, byte[] bytes) {}
