package dev.geofix.verification;

import dev.geofix.imaging.GroundView;

/**
 * The best that looking closely has found.
 *
 * @param placement on the ground
 * @param ground what was supposed of the camera when it was found
 * @param probability that the placement is right
 */
public record Verification(Placement placement, GroundView ground, double probability) {}
