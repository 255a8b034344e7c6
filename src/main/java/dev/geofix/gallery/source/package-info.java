/** Kinds of files and folders that hold tiles, each behind {@link dev.geofix.gallery.source.TileSource}. */
@NullMarked
package dev.geofix.gallery.source;

import org.jspecify.annotations.NullMarked;
