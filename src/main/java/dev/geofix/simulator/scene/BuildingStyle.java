package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Surface.Material;
import java.util.SplittableRandom;

/**
 * Colours and covering of one building.
 *
 * @param windows colour of the panes; equal to the wall's for a wall without windows
 */
record BuildingStyle(int wall, int windows, Material cover, int roof, int accent, int seed) {
    private static final int PANE = 0x2E3942;

    static BuildingStyle house(SplittableRandom random) {
        Material cover = random.nextDouble() < 0.8 ? Material.TILES : Material.SHEET;
        int roof = Palette.pick(random, Palette.PITCHED_ROOFS);
        return new BuildingStyle(Palette.pick(random, Palette.WALLS), PANE, cover, roof, Palette.darker(roof),
                random.nextInt());
    }

    static BuildingStyle block(SplittableRandom random) {
        Material cover = random.nextDouble() < 0.15 ? Material.GREEN_ROOF : Material.FLAT_ROOF;
        int roof = cover == Material.GREEN_ROOF
                ? Palette.pick(random, 0x77804A, 0x8A8552)
                : Palette.pick(random, Palette.FLAT_ROOFS);
        return new BuildingStyle(Palette.pick(random, Palette.WALLS), PANE, cover, roof,
                Palette.pick(random, 0xDAD8D2, 0x6E6C68, 0xB8AFA2, 0x9C5B45), random.nextInt());
    }

    static BuildingStyle hall(SplittableRandom random) {
        int wall = Palette.pick(random, 0xC9CBCB, 0x9AA5AC, 0xD8D2C2, 0x6F7F8C);
        int roof = Palette.pick(random, Palette.HALL_ROOFS);
        return new BuildingStyle(wall, wall, Material.SHEET, roof, Palette.darker(roof), random.nextInt());
    }

    BuildingStyle withRoof(int color) {
        return new BuildingStyle(wall, windows, cover, color, Palette.darker(color), seed);
    }
}
