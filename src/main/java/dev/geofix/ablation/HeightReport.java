package dev.geofix.ablation;

/**
 * One direction at one height.
 *
 * @param height of the drone, metres
 * @param gallery images that were ranked
 */
record HeightReport(int height, int queries, int gallery, Scores scores) {}
