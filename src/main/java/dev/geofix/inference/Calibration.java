package dev.geofix.inference;

import dev.geofix.platform.UserException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model's scores are worth, measured on pairs that it has not seen. A cosine of 0.6 is a sure match for one model and chance
 * for another, so these numbers belong to the weights.
 *
 * @param temperature score difference that makes one tile e times as likely as another, above 0
 * @param bias of the confidence's logistic, as are the three weights
 * @param scoreWeight for the best score
 * @param marginWeight for the lead over the best tile that lies elsewhere
 * @param agreementWeight for the share of all likelihood that lies round the fix
 * @param threshold confidence from which a fix is accepted, 0 … 1
 * @param coverage probability with which an accepted fix's radius holds the true place, above 0, below 1
 * @param radiusFactor half tile sides from a tile's centre that hold a place inside it with that probability
 */
public record Calibration(double temperature, double bias, double scoreWeight, double marginWeight,
        double agreementWeight, double threshold, double coverage, double radiusFactor) {
    /**
     * For a model without a calibration: cautious weights, and the radius for a place anywhere in a square tile (a disc of 1.12 half
     * sides covers 90 % of the square).
     */
    public static final Calibration DEFAULT = new Calibration(0.05, -5, 5, 20, 2, 0.5, 0.9, 1.12);

    /** Name under which a manifest's calibration holds what looking closely is worth. */
    static final String VERIFICATION = "verification";

    public Calibration {
        if (!(temperature > 0) || !(threshold >= 0 && threshold <= 1) || !(coverage > 0 && coverage < 1)
                || !(radiusFactor > 0) || !Double.isFinite(bias + scoreWeight + marginWeight + agreementWeight)) {
            throw new UserException(
                    "a calibration needs a temperature and radiusFactor above 0, a threshold "
                            + "from 0 to 1, a coverage between 0 and 1 and finite weights");
        }
    }

    /** What a model's manifest says; the default where it says nothing. Throws as {@link #of}. */
    static Calibration ofModel(@Nullable Map<String, Object> manifest) {
        return manifest == null ? DEFAULT : of(manifest);
    }

    /** What looking closely is worth beside the scores, as the manifest holds it; empty when nothing was measured. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> verificationOf(@Nullable Map<String, Object> manifest) {
        return manifest != null && manifest.get(VERIFICATION) instanceof Map<?, ?> found
                ? (Map<String, Object>) found
                : Map.of();
    }

    /**
     * As a manifest holds it: the components' names with their numbers, all of them.
     *
     * @throws UserException when one is missing or no number
     */
    private static Calibration of(Map<String, Object> manifest) {
        return new Calibration(number(manifest, "temperature"), number(manifest, "bias"),
                number(manifest, "scoreWeight"), number(manifest, "marginWeight"),
                number(manifest, "agreementWeight"), number(manifest, "threshold"), number(manifest, "coverage"),
                number(manifest, "radiusFactor"));
    }

    /** What {@link #of} reads. */
    Map<String, Object> toManifest() {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("temperature", temperature);
        manifest.put("bias", bias);
        manifest.put("scoreWeight", scoreWeight);
        manifest.put("marginWeight", marginWeight);
        manifest.put("agreementWeight", agreementWeight);
        manifest.put("threshold", threshold);
        manifest.put("coverage", coverage);
        manifest.put("radiusFactor", radiusFactor);
        return manifest;
    }

    private static double number(Map<String, Object> manifest, String name) {
        if (manifest.get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw new UserException("the model's calibration lacks the number '" + name + "'");
    }
}
