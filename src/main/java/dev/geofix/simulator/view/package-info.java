/** How the town looks to a camera: projection, visibility, shadows, surface textures, light and sensor. */
@NullMarked
package dev.geofix.simulator.view;

import org.jspecify.annotations.NullMarked;
