/** Model versions on disk, the active one of them, and the encoder that turns images into descriptors. */
@NullMarked
package dev.geofix.inference;

import org.jspecify.annotations.NullMarked;
