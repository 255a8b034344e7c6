package dev.geofix.verification;

import dev.geofix.platform.UserException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How closely photos and tiles are looked at.
 *
 * @param enabled whether photos are verified at all, and new tiles get local features for it; without, the fix is what retrieval says
 * @param candidates tiles that a photo is compared with by their local features, at most
 * @param budget time for verifying one photo, after which retrieval alone answers
 * @param tileSize longer side, in pixels, of the picture that a tile's local features are found on
 * @param tileKeypoints keypoints that are kept of a tile, the best
 * @param photoKeypoints keypoints of a photo, the best
 */
@ConfigurationProperties("geofix.verification")
public record VerificationSettings(@DefaultValue("true") boolean enabled, @DefaultValue("50") int candidates,
        @DefaultValue("10s") Duration budget, @DefaultValue("512") int tileSize,
        @DefaultValue("600") int tileKeypoints, @DefaultValue("1000") int photoKeypoints) {
    public static final VerificationSettings DEFAULT = new VerificationSettings(true, 50, Duration.ofSeconds(10), 512,
            600, 1000);

    private static final int MOST_SIDE = 2048;
    private static final int MOST_KEYPOINTS = 4096;

    public VerificationSettings {
        if (candidates < 1 || budget.isNegative() || tileSize < 64 || tileSize > MOST_SIDE || tileKeypoints < 1
                || tileKeypoints > MOST_KEYPOINTS || photoKeypoints < 1 || photoKeypoints > MOST_KEYPOINTS) {
            throw new UserException("geofix.verification needs candidates of at least 1, a budget that is "
                    + "not negative, a tile-size of 64 to " + MOST_SIDE + ", and tile-keypoints and photo-keypoints "
                    + "of 1 to " + MOST_KEYPOINTS);
        }
    }
}
