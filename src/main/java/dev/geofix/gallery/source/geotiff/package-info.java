/** Orthomosaics as GeoTIFF files, cut into square tiles. */
@NullMarked
package dev.geofix.gallery.source.geotiff;

import org.jspecify.annotations.NullMarked;
