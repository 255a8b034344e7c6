package dev.geofix.simulator.scene;

/** Ground surfaces lie in one plane: a later layer covers an earlier one. */
public enum Layer {
    BASE, STREET, BLOCK, PLOT, DETAIL, PAINT, BANK, RIVER, ROAD, JUNCTION, RAIL
}
