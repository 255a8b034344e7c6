/** Map tiles of a pyramid, whose places follow from their addresses: folders, MBTiles, GeoPackages. */
@NullMarked
package dev.geofix.gallery.source.pyramid;

import org.jspecify.annotations.NullMarked;
