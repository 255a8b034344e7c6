/** Archives from anywhere, unpacked within bounds. */
@NullMarked
package dev.geofix.ingest.archive;

import org.jspecify.annotations.NullMarked;
