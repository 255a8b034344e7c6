package dev.geofix.simulator.view;

/** Sun and sky. A level surface in the sun shows its own colour. */
final class Light {
    private static final float SKY = 0.34f;

    final float x;
    final float y;
    final float z;
    private final float sun;
    private final float warmth;
    private final double extinction;

    Light(Conditions conditions) {
        double azimuth = Math.toRadians(conditions.sunAzimuth());
        double elevation = Math.toRadians(conditions.sunElevation());
        x = (float) (Math.sin(azimuth) * Math.cos(elevation));
        y = (float) (Math.cos(azimuth) * Math.cos(elevation));
        z = (float) Math.sin(elevation);
        sun = (1 - SKY) / Math.max(0.3f, z);
        warmth = (float) (0.14 * (1 - z));
        extinction = -Math.log(1 - conditions.haze()) / 1000;
    }

    /** Colour of the light that comes back from a surface. */
    void illuminate(Texel texel, float nx, float ny, float nz, float lit) {
        float direct = sun * Math.max(0, nx * x + ny * y + nz * z) * lit;
        float sky = SKY * (0.62f + 0.38f * nz);
        // The ground throws some of the sunlight back on what stands upright.
        float bounce = 0.1f * (1 - Math.abs(nz));
        texel.scale(direct * (1 + warmth) + sky * 0.88f + bounce, direct + sky + bounce,
                direct * (1 - warmth) + sky * 1.24f + bounce * 0.9f);
    }

    /** Haze between the surface and the camera; follows the law of Bouguer and Lambert. */
    void veil(Texel texel, double distance) {
        if (extinction > 0) {
            float through = (float) Math.exp(-extinction * distance);
            texel.scale(through);
            texel.red += (1 - through) * 0.5f;
            texel.green += (1 - through) * 0.58f;
            texel.blue += (1 - through) * 0.68f;
        }
    }

    void sky(Texel texel, double upward) {
        texel.set(0xC3D3E2);
        texel.mix(0x6F9CD0, (float) (3 * upward));
    }
}
