/** Galleries in the data folder: rows in SQLite, an index in memory over each gallery. */
@NullMarked
package dev.geofix.gallery.embedded;

import org.jspecify.annotations.NullMarked;
