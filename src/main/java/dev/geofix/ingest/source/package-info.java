/** Kinds of files and folders that hold tiles, each behind {@link dev.geofix.ingest.source.TileSource}. */
@NullMarked
package dev.geofix.ingest.source;

import org.jspecify.annotations.NullMarked;
