/** Nearest descriptors by cosine: an index of this process over sign bits, with an exact re-rank. */
@NullMarked
package dev.geofix.vectorindex;

import org.jspecify.annotations.NullMarked;
