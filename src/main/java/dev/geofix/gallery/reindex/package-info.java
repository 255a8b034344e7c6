/** Making anew what was derived from tiles' pictures: descriptors of another model, local features of older tiles. */
@NullMarked
package dev.geofix.gallery.reindex;

import org.jspecify.annotations.NullMarked;
