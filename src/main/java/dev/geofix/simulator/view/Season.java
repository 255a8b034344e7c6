package dev.geofix.simulator.view;

/** What the time of year does to plants: factors on red, green and blue of grass and of leaves. */
public enum Season {
    SPRING(1.0f, 1.06f, 0.88f, 1.08f, 1.12f, 0.85f), SUMMER(1, 1, 1, 1, 1, 1), AUTUMN(1.12f, 0.98f, 0.85f, 1.75f, 1.05f,
            0.7f), WINTER(1.12f, 0.95f, 0.95f, 1.6f, 1.05f, 1.25f);

    private final float[] grass;
    private final float[] leaves;

    Season(float... factors) {
        grass = new float[]{factors[0], factors[1], factors[2]};
        leaves = new float[]{factors[3], factors[4], factors[5]};
    }

    void tintGrass(Texel texel) {
        texel.scale(grass[0], grass[1], grass[2]);
    }

    void tintLeaves(Texel texel) {
        texel.scale(leaves[0], leaves[1], leaves[2]);
    }
}
