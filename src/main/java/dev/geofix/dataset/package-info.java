/** Sets of drone and satellite views on disk: the layouts of the field, what is in them and what is missing, and sets made of aerial images. */
@NullMarked
package dev.geofix.dataset;

import org.jspecify.annotations.NullMarked;
