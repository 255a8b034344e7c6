/** Pictures: guarded decoding, scaling as PIL does it, warping, normalising, and what a photo says about itself. */
@NullMarked
package dev.geofix.imaging;

import org.jspecify.annotations.NullMarked;
