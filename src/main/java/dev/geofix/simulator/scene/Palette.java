package dev.geofix.simulator.scene;

import java.util.SplittableRandom;

/** Colours as they look from above, sRGB. */
final class Palette {
    static final int[] PITCHED_ROOFS = {0x9A4B35, 0xB06045, 0x7C3F33, 0xA86A4A, 0x6A4A3C, 0x55504C, 0x6E6A66, 0x474B52,
        0x8C7B66, 0x5F6468, 0x87584A, 0xB8A68A};
    static final int[] FLAT_ROOFS = {0xB9B6AE, 0xD4D2CC, 0x8F8E8A, 0x6C6B69, 0xC7BFAE, 0xA39A8C, 0xE4E4E0, 0x7A7F82,
        0x9DA5A8, 0x57585A};
    static final int[] HALL_ROOFS = {0xC9CED2, 0xE8E9E8, 0x8FA3B5, 0x9FA6A9, 0x5F7E9C, 0xB5654E, 0x7E8A80, 0xDAD5C6,
        0x4C79A8, 0x70757A};
    static final int[] WALLS = {0xD9CDB8, 0xE8E2D6, 0xB98E6F, 0x9C6650, 0xC9C5BD, 0xA8A49C, 0xDDBB8F, 0x8B5A48,
        0xBFC4C4, 0xEFE9DA, 0xC7A98A};
    static final int[] LAWNS = {0x5C713C, 0x687B45, 0x4F6437, 0x7A8550, 0x868854, 0x576A3B, 0x91905F};
    static final int[] PAVINGS = {0xB4AFA6, 0xA19C94, 0xC2B8A8, 0x94918C, 0xB59F8C, 0xCBC7BF};
    static final int[] CARS = {0xF0F0EE, 0xE2E3E4, 0x9A9DA0, 0x2B2D30, 0x1D1F22, 0x55585C, 0x8E1F1F, 0x1F3A6B, 0xB9BCBF,
        0x5C2A24, 0x3F5A45, 0xC9A227};
    private static final int[] LEAVES = {0x3E5A28, 0x48682F, 0x567636, 0x34502A, 0x65803C, 0x2E4A2C, 0x71863F,
        0x4C6340};

    private Palette() {}

    static int pick(SplittableRandom random, int... colors) {
        return vary(random, colors[random.nextInt(colors.length)], 0.07);
    }

    /** The few kinds of tree that a neighbourhood is planted with. */
    static int[] foliage(SplittableRandom random) {
        int[] colors = new int[4];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = pick(random, LEAVES);
        }
        return colors;
    }

    static int vary(SplittableRandom random, int color, double spread) {
        double all = 1 + spread * (2 * random.nextDouble() - 1);
        double warm = 1 + 0.4 * spread * (2 * random.nextDouble() - 1);
        return rgb((color >> 16 & 255) * all * warm, (color >> 8 & 255) * all, (color & 255) * all / warm);
    }

    static int darker(int color) {
        return rgb((color >> 16 & 255) * 0.66, (color >> 8 & 255) * 0.72, (color & 255) * 0.8);
    }

    private static int rgb(double red, double green, double blue) {
        return Math.clamp((int) red, 0, 255) << 16 | Math.clamp((int) green, 0, 255) << 8
                | Math.clamp((int) blue, 0, 255);
    }
}
