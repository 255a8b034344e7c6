/** Looking closely: local features of a photo and of tiles, their matches, and the place on the ground that they agree on. */
@NullMarked
package dev.geofix.verification;

import org.jspecify.annotations.NullMarked;
