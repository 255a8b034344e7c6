package dev.geofix.simulator.scene;

/**
 * A place where a vehicle may stand; whether one does, and which, depends on the day.
 *
 * @param share of days on which it is taken
 * @param length of the vehicle, metres
 */
public record Slot(double x, double y, double axisX, double axisY, double share, double length, long seed) {}
