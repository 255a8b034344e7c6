package dev.geofix.gallery;

/** A tile's picture at the size of the network's input, encoded. */
public record TileImage(String mediaType, byte[] bytes) {}
