/** The index of one gallery: descriptors, places and attributes of its tiles in memory, and what a search may ask of them. */
@NullMarked
package dev.geofix.gallery.search;

import org.jspecify.annotations.NullMarked;
