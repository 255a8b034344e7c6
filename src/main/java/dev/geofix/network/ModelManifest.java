package dev.geofix.network;

import dev.geofix.platform.UserException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code model.json} says about the weights beside it.
 *
 * @param format of the file, {@value #FORMAT}
 * @param parts P of a descriptor, part-major
 * @param partDimension D of each part
 * @param provenance where the model comes from: data, recipe, seed, commit …
 * @param metrics figures of its evaluation
 * @param calibration what scores and distances mean, once measured
 */
public record ModelManifest(int format, Architecture architecture, Preprocessing preprocessing, int parts,
        int partDimension, Map<String, Object> provenance, Map<String, Object> metrics,
        @Nullable Map<String, Object> calibration) {
    public static final int FORMAT = 1;

    public ModelManifest {
        if (format != FORMAT) {
            throw new UserException("format " + format + " is unknown; this version reads " + FORMAT);
        }
        Objects.requireNonNull(architecture, "architecture is missing");
        Objects.requireNonNull(preprocessing, "preprocessing is missing");
        if (parts != architecture.parts() || partDimension != architecture.partDimension()) {
            throw new UserException("the architecture gives " + architecture.parts() + " parts of "
                    + architecture.partDimension() + ", not " + parts + " of " + partDimension);
        }
        int side = preprocessing.inputSize() / 32;
        if (architecture.quadrants() && architecture.stripes() > side) {
            throw new UserException("a map of " + side + " × " + side + " cannot be cut into "
                    + architecture.stripes() + " stripes");
        }
        provenance = copy(Objects.requireNonNull(provenance, "provenance is missing"));
        metrics = copy(Objects.requireNonNull(metrics, "metrics is missing"));
        calibration = calibration == null ? null : copy(calibration);
    }

    public static ModelManifest of(Architecture architecture, Preprocessing preprocessing,
            Map<String, Object> provenance, Map<String, Object> metrics) {
        return new ModelManifest(FORMAT, architecture, preprocessing, architecture.parts(),
                architecture.partDimension(), provenance, metrics, null);
    }

    public ModelManifest withProvenance(Map<String, Object> known) {
        return new ModelManifest(format, architecture, preprocessing, parts, partDimension, known, metrics,
                calibration);
    }

    public ModelManifest withMetrics(Map<String, Object> measured) {
        return new ModelManifest(format, architecture, preprocessing, parts, partDimension, provenance, measured,
                calibration);
    }

    public ModelManifest withCalibration(Map<String, Object> measured) {
        return new ModelManifest(format, architecture, preprocessing, parts, partDimension, provenance, metrics,
                measured);
    }

    private static Map<String, Object> copy(Map<String, Object> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
