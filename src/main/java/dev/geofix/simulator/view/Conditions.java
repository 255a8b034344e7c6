package dev.geofix.simulator.view;

import dev.geofix.platform.UserException;
import dev.geofix.simulator.scene.PlaceHash;
import java.util.SplittableRandom;

/**
 * All that differs between two pictures of the same place besides the camera's position.
 *
 * @param sunAzimuth where the sun stands, degrees from north to the east
 * @param sunElevation above the horizon, degrees, 5 … 90
 * @param haze share of light lost to haze over a kilometre, 0 … 0.9
 * @param noise standard deviation of the sensor noise, levels of 255
 * @param blur standard deviation of the optics' blur, pixels
 * @param cars seed of the day's traffic: which parking places are taken and by what
 */
public record Conditions(Season season, double sunAzimuth, double sunElevation, double haze, Tint tint, double noise,
        double blur, long cars) {
    public static final Conditions CLEAR_SUMMER_DAY = new Conditions(Season.SUMMER, 150, 50, 0.05, Tint.NEUTRAL, 0, 0,
            1);

    public Conditions {
        require(sunElevation >= 5 && sunElevation <= 90, "sun elevation must be 5 to 90 degrees", sunElevation);
        require(Double.isFinite(sunAzimuth), "sun azimuth must be a number of degrees", sunAzimuth);
        require(haze >= 0 && haze <= 0.9, "haze must be 0 to 0.9", haze);
        require(noise >= 0 && noise <= 64, "noise must be 0 to 64 levels", noise);
        require(blur >= 0 && blur <= 8, "blur must be 0 to 8 pixels", blur);
    }

    /** A day on which a satellite may have passed: sun from the south-east, softer optics, processed colours. */
    public static Conditions satellite(long seed) {
        SplittableRandom random = PlaceHash.random(seed, 1, 0, 51);
        return new Conditions(season(random), random.nextDouble(120, 205), random.nextDouble(32, 66),
                0.2 * random.nextDouble() * random.nextDouble(), tint(random, 0.1), random.nextDouble(0.5, 4),
                random.nextDouble(0.4, 0.9), random.nextLong());
    }

    /** A day for flying: any sun above 22°, sharp optics, a small sensor. */
    public static Conditions drone(long seed) {
        SplittableRandom random = PlaceHash.random(seed, 2, 0, 51);
        return new Conditions(season(random), random.nextDouble(80, 280), random.nextDouble(22, 68),
                0.3 * random.nextDouble() * random.nextDouble(), tint(random, 0.07), random.nextDouble(0.5, 5),
                random.nextDouble(0.2, 0.7), random.nextLong());
    }

    public Conditions withSun(double azimuth, double elevation) {
        return new Conditions(season, azimuth, elevation, haze, tint, noise, blur, cars);
    }

    private static Season season(SplittableRandom random) {
        double choice = random.nextDouble();
        return choice < 0.5
                ? Season.SUMMER
                : choice < 0.72
                        ? Season.SPRING
                        : choice < 0.88
                                ? Season.AUTUMN
                                : Season.WINTER;
    }

    private static Tint tint(SplittableRandom random, double spread) {
        double warm = random.nextDouble(-spread, spread);
        double light = random.nextDouble(0.8, 1.25);
        return new Tint(light * (1 + warm), light * (1 + random.nextDouble(-spread, spread) / 2), light * (1 - warm),
                random.nextDouble(0.65, 1.1), random.nextDouble(0.85, 1.25));
    }

    private static void require(boolean holds, String message, double value) {
        if (!holds) {
            throw new UserException(message + ", not " + value);
        }
    }

    /**
     * How a sensor and its processing turn light into colours.
     *
     * @param red gain of the red channel; likewise {@code green} and {@code blue}
     * @param saturation 0 gives grey, 1 leaves the colours as they are
     * @param contrast exponent on the light; above 1 dark becomes darker
     */
    public record Tint(double red, double green, double blue, double saturation, double contrast) {
        public static final Tint NEUTRAL = new Tint(1, 1, 1, 1, 1);
    }

    /** What the time of year does to plants: factors on red, green and blue of grass and of leaves. */
    public enum Season {
        SPRING(1.0f, 1.06f, 0.88f, 1.08f, 1.12f, 0.85f), SUMMER(1, 1, 1, 1, 1, 1), AUTUMN(1.12f, 0.98f, 0.85f, 1.75f,
                1.05f,
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
}
