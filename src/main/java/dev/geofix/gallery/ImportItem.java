package dev.geofix.gallery;

/** @param item names the tile to the source's owner */
record ImportItem(String item, NewTile tile) {}
