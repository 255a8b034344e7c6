package dev.geofix.simulator.view;

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
