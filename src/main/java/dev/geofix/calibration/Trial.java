package dev.geofix.calibration;

import dev.geofix.locate.FixEstimator;

import dev.geofix.locate.Candidate;

import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.Calibration;
import dev.geofix.verification.Evidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A photo that was asked of a gallery, the answer still to be calibrated.
 *
 * @param candidates what the fix looks at, at least one
 * @param truth the place it shows; absent when that place is not in the gallery and no fix is right
 * @param placement the best that looking closely found; absent when it found nothing
 */
record Trial(List<Candidate> candidates, @Nullable GeoPoint truth, @Nullable MeasuredPlacement placement) {
    /**
     * A placement by local features.
     *
     * @param photo its file
     * @param error metres from the photo's place; infinite for a photo of elsewhere
     * @param scatter of the photo's middle by the matches, metres, standard deviation
     * @param reliefDisplacement metres for each metre of height
     */
    record MeasuredPlacement(String photo, Evidence evidence, double error, double scatter,
            double reliefDisplacement) {}

    /** Without looking closely. */
    Trial(List<Candidate> candidates, @Nullable GeoPoint truth) {
        this(candidates, truth, null);
    }

    /**
     * What a calibration makes of a trial.
     *
     * @param error metres from the truth; infinite without one
     */
    record Outcome(FixEstimator.Estimate estimate, double error) {
        double confidence() {
            return estimate.fix().confidence();
        }

        boolean accepted() {
            return estimate.fix().accepted();
        }

        boolean stranger() {
            return Double.isInfinite(error);
        }

        /** The fix lies within half a tile's diagonal of the truth. */
        boolean right() {
            return error <= estimate.tileSide() / Math.sqrt(2);
        }

        boolean covered() {
            return error <= estimate.fix().radiusMeters();
        }
    }

    Outcome under(Calibration calibration) {
        FixEstimator.Estimate estimate = new FixEstimator(calibration).estimate(candidates);
        return new Outcome(estimate,
                truth == null ? Double.POSITIVE_INFINITY : estimate.fix().point().distanceTo(truth));
    }
}
