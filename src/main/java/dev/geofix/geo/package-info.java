/** Points, boxes and map tiles on the WGS 84 ellipsoid's latitudes and longitudes. Depends on nothing. */
@NullMarked
package dev.geofix.geo;

import org.jspecify.annotations.NullMarked;
