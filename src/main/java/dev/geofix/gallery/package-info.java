/** Galleries of satellite tiles: the store of record, and what is kept in step with it. */
@NullMarked
package dev.geofix.gallery;

import org.jspecify.annotations.NullMarked;
