/** Points, boxes, map tiles and projections: everything that says where on the WGS 84 ellipsoid something is. Depends on nothing. */
@NullMarked
package dev.geofix.geo;

import org.jspecify.annotations.NullMarked;
