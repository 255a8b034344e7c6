/** Map tiles of a pyramid, whose places follow from their addresses: folders, MBTiles, GeoPackages. */
@NullMarked
package dev.geofix.ingest.tileset;

import org.jspecify.annotations.NullMarked;
