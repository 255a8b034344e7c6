package dev.geofix.imaging;

/**
 * A photo, decoded, with what is known of how it was taken. {@link ImageDecoder#photo} reads both at once.
 *
 * @param image upright
 */
public record Photo(RgbImage image, PhotoMetadata metadata) {}
