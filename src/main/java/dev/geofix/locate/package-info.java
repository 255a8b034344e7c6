/** The main job: a drone photo in, ranked satellite tiles and a position fix out. */
@NullMarked
package dev.geofix.locate;

import org.jspecify.annotations.NullMarked;
