/** A gallery as a map: what ground it covers, and its tiles' pictures put together into map squares. */
@NullMarked
package dev.geofix.gallery.map;

import org.jspecify.annotations.NullMarked;
