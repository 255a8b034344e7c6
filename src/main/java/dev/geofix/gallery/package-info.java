/** Galleries of satellite tiles: the store of record, the index derived from it, imports. */
@NullMarked
package dev.geofix.gallery;

import org.jspecify.annotations.NullMarked;
