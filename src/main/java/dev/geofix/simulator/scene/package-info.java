/** What stands where in the made-up town: streets, blocks, buildings, trees, water; metres east, north and up. */
@NullMarked
package dev.geofix.simulator.scene;

import org.jspecify.annotations.NullMarked;
