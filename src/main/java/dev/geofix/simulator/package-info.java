/** A synthetic town seen from satellite and from drones, and the datasets and galleries made of it. */
@NullMarked
package dev.geofix.simulator;

import org.jspecify.annotations.NullMarked;
