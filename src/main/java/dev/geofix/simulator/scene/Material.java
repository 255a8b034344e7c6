package dev.geofix.simulator.scene;

/** What a surface is made of: the choice of texture. */
public enum Material {
    GRASS, MEADOW, CROP, SOIL, SAND, GRAVEL, WATER, POOL, ASPHALT, ROAD, PAVING, CONCRETE, PARKING, PITCH, TRACK, RAIL, PLAIN, TILES, SHEET, FLAT_ROOF, GREEN_ROOF, SOLAR, GLASS, WALL, HEDGE
}
