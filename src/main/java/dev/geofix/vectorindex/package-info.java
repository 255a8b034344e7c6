/** Nearest descriptors by cosine: a port, and an index of this process over sign bits with an exact re-rank. Depends on nothing. */
@NullMarked
package dev.geofix.vectorindex;

import org.jspecify.annotations.NullMarked;
