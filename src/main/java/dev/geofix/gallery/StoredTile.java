package dev.geofix.gallery;

/** A tile and its sequence number, which stands for this content for ever. */
record StoredTile(long sequence, Tile tile) {}
