/** Orthomosaics as GeoTIFF files, cut into square tiles. */
@NullMarked
package dev.geofix.ingest.geotiff;

import org.jspecify.annotations.NullMarked;
