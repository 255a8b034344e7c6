package dev.geofix.ingest;

import dev.geofix.gallery.NewTile;

/** @param item names the tile to the source's owner */
record ImportItem(String item, NewTile tile) {}
