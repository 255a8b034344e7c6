package dev.geofix.training;

import dev.geofix.imaging.RgbImage;

/**
 * One place seen twice, both pictures square and of the network's input size: by a drone, and as a satellite tile shows it.
 *
 * @param aligned whether the headings agree already: then neither view may be turned by itself
 */
record ViewPair(RgbImage drone, RgbImage satellite, boolean aligned) {}
