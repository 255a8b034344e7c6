package dev.geofix.locate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.geofix.gallery.Gallery;
import dev.geofix.verification.CloseLook;
import dev.geofix.verification.Trust;
import dev.geofix.verification.Verification;
import dev.geofix.verification.VerificationSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What looking closely found.
 *
 * @param state verified: local features agree on the fix; unconfirmed: they agree on nothing that deserves trust; out-of-time: they were not all compared within the budget; no-features: the tiles
 *     that were found have none; off: switched off
 * @param comparisons of a view of the photo with a tile
 * @param inliers keypoints of the photo that agree with the best place; absent where none was found
 * @param matches keypoints of the photo that were matched there at all
 * @param remark what to do about it; absent when nothing is
 */
public record VerificationSummary(
        @Schema(allowableValues = {
            VERIFIED, UNCONFIRMED, OUT_OF_TIME, NO_FEATURES, OFF}) String state,
        int comparisons, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer inliers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer matches,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String remark){
    static final String VERIFIED = "verified";
    public static final String UNCONFIRMED = "unconfirmed";
    static final String OUT_OF_TIME = "out-of-time";
    static final String NO_FEATURES = "no-features";
    static final String OFF = "off";

    /**
     * @param look null where nothing was looked at closely
     * @param found null where nothing was found
     */
    static VerificationSummary of(@Nullable CloseLook look, @Nullable Verification found, Trust trust, Gallery gallery,
            VerificationSettings settings) {
        String state = state(look, found, trust, settings);
        return new VerificationSummary(state, look == null ? 0 : look.comparisons(),
                found == null ? null : found.placement().evidence().inliers(),
                found == null ? null : found.placement().evidence().matches(), remark(state, gallery, settings));
    }

    public static String state(@Nullable CloseLook look, @Nullable Verification found, Trust trust,
            VerificationSettings settings) {
        if (look == null) {
            return settings.enabled() ? NO_FEATURES : OFF;
        }
        if (found != null && found.probability() >= trust.threshold()) {
            return VERIFIED;
        }
        if (look.isOutOfTime()) {
            return OUT_OF_TIME;
        }
        return look.comparisons() == 0 ? NO_FEATURES : UNCONFIRMED;
    }

    private static @Nullable String remark(String state, Gallery gallery, VerificationSettings settings) {
        long without = gallery.tiles() - gallery.tilesWithFeatures();
        if (state.equals(OUT_OF_TIME)) {
            return "Looking closely took longer than geofix.verification.budget (" + settings.budget().toMillis()
                    + " ms). With heading and altitude it takes less.";
        }
        if (state.equals(OFF) || without == 0) {
            return null;
        }
        return (without == gallery.tiles() ? "None" : "Only " + gallery.tilesWithFeatures()) + " of the gallery's "
                + gallery.tiles() + " tiles " + (gallery.tilesWithFeatures() == 1 ? "has" : "have")
                + " local features. POST /api/v1/galleries/" + gallery.name() + "/local-features finds the others'.";
    }
}
