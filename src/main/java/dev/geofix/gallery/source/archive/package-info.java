/** Archives from anywhere, unpacked within bounds. */
@NullMarked
package dev.geofix.gallery.source.archive;

import org.jspecify.annotations.NullMarked;
