package dev.geofix.imaging;

import dev.geofix.platform.UserException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an encoded image may ask for; judged before any pixel is decoded.
 *
 * @param maxPixels width times height of an image, at most 700 million; a larger image is refused before it is decoded
 * @param maxSide longer side of an image, pixels; a longer one is refused before it is decoded
 * @param maxBytes length of an encoded image
 */
@ConfigurationProperties("geofix.image")
public record ImageLimits(@DefaultValue("100000000") long maxPixels, @DefaultValue("30000") int maxSide,
        @DefaultValue("67108864") long maxBytes) {
    public static final ImageLimits DEFAULT = new ImageLimits(100_000_000, 30_000, 64 << 20);

    private static final long ARRAY_PIXELS = 700_000_000;

    @ConstructorBinding
    public ImageLimits {
        if (maxPixels < 1 || maxPixels > ARRAY_PIXELS || maxSide < 1 || maxBytes < 1) {
            throw new UserException("geofix.image needs max-pixels of 1 to " + ARRAY_PIXELS
                    + ", max-side and max-bytes of at least 1");
        }
    }
}
