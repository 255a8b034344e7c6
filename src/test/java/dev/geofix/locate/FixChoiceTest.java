package dev.geofix.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.geo.GeoPoint;
import dev.geofix.geo.LocalFrame;
import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.Homography;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.inference.Calibration;
import dev.geofix.verification.Correspondences;
import dev.geofix.verification.Evidence;
import dev.geofix.verification.LocalFeatures;
import dev.geofix.verification.PhotoView;
import dev.geofix.verification.Placement;
import dev.geofix.verification.PlanarFit;
import dev.geofix.verification.Trust;
import dev.geofix.verification.Verification;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FixChoiceTest {
    private static final GeoPoint PLACE = new GeoPoint(52, 4);
    private static final PositionFix RETRIEVED = PositionFix.retrieved(new GeoPoint(10, 20), 80, 0.999, true);

    @Test
    void aRetrievedPlaceThatWasNotLookedAtStays() {
        assertThat(choice(RETRIEVED, false)).isEqualTo(RETRIEVED);
    }

    /** However sure retrieval is: its confidence knows no more than that tiles look alike. */
    @Test
    void aRetrievedPlaceThatLookingCloselyDidNotConfirmIsNotAccepted() {
        PositionFix fix = choice(RETRIEVED, true);
        assertThat(fix).isNotNull();
        assertThat(fix.accepted()).isFalse();
        assertThat(fix.point()).isEqualTo(RETRIEVED.point());
        // Of twenty photos of the place one is not confirmed: 0.999 · 0.05 / (0.999 · 0.05 + 0.001).
        assertThat(fix.confidence()).isCloseTo(0.98, within(0.001));
    }

    @Test
    void withoutAnyTileThereIsNoFix() {
        assertThat(choice(null, true)).isNull();
    }

    @Test
    void aVerifiedPlaceThatIsLikelierRightThanWrongIsAnswered() {
        assertThat(verified(0.5, RETRIEVED).method()).isEqualTo(PositionFix.VERIFIED);
        assertThat(verified(0.499, RETRIEVED)).isEqualTo(RETRIEVED);
    }

    @Test
    void itIsAcceptedFromTheThresholdOn() {
        assertThat(verified(0.8, RETRIEVED).accepted()).isTrue();
        assertThat(verified(0.799, RETRIEVED).accepted()).isFalse();
        PositionFix unlikely = verified(0.1, null);
        assertThat(unlikely.method()).isEqualTo(PositionFix.VERIFIED);
        assertThat(unlikely.accepted()).isFalse();
        assertThat(unlikely.confidence()).isEqualTo(0.1);
    }

    @Test
    void noMoreConfidenceIsToldThanTrialsBearOut() {
        PositionFix fix = verified(0.99999999, null);
        assertThat(fix.confidence()).isEqualTo(0.999);
        assertThat(fix.accepted()).isTrue();
    }

    /** 400 × 300 pixels of half a metre, seen straight from above. */
    @Test
    void aVerifiedPlaceIsWhereTheMatchesPutIt() {
        PositionFix fix = verified(0.9, null);
        assertThat(fix.point().distanceTo(PLACE)).isLessThan(0.001);
        assertThat(fix.headingDegrees()).isCloseTo(0, within(1e-6));
        assertThat(fix.groundSampleDistanceMeters()).isCloseTo(0.5, within(1e-9));
        // Nothing but the ground's own doubt: 1.5·√(−2·ln(1 − 0.9)).
        assertThat(fix.radiusMeters()).isCloseTo(3.21895, within(1e-4));
        assertThat(fix.camera()).isNull();
        double[][] corners = {{-100, -75}, {100, -75}, {100, 75}, {-100, 75}};
        assertThat(fix.footprint()).hasSize(4);
        for (int i = 0; i < 4; i++) {
            double[] corner = fix.footprint().get(i);
            GeoPoint wanted = new LocalFrame(PLACE).point(corners[i][0], corners[i][1]);
            assertThat(new GeoPoint(corner[1], corner[0]).distanceTo(wanted)).isLessThan(0.001);
        }
    }

    /** Looking closely may have supposed a lens to see how the camera looks. */
    @Test
    void aFocalLengthThatThePhotoDoesNotTellPlacesNoCamera() {
        GroundView supposed = new GroundView(400, 300, 2, 0, 0, 0, 300.0);
        PhotoMetadata photo = PhotoMetadata.ofSize(400, 300);
        Verification found = verification(0.9, supposed);
        PositionFix fix = FixChoice.of(found, null, photo, Trust.DEFAULT, Calibration.DEFAULT, false);
        assertThat(fix).isNotNull();
        assertThat(found.camera(5)).isNotNull();
        assertThat(fix.camera()).isNull();
    }

    private static PositionFix verified(double probability, @Nullable PositionFix retrieved) {
        PositionFix fix = FixChoice.of(verification(probability, new GroundView(400, 300, 2, 0, 0, 0, null)), retrieved,
                PhotoMetadata.ofSize(400, 300), Trust.DEFAULT, Calibration.DEFAULT, false);
        assertThat(fix).isNotNull();
        return fix;
    }

    private static Verification verification(double probability, GroundView ground) {
        Homography halfAMetre = Homography.similarity(0.5, 0, -100, -75);
        PhotoView view = new PhotoView(Homography.similarity(1, 0, 0, 0), 0.5, LocalFeatures.none(400, 300));
        // A point each hundred pixels, where the map puts it.
        int[] numbers = IntStream.range(0, 12).toArray();
        double[] x = IntStream.range(0, 12).mapToDouble(i -> 50 + 100 * (i % 4)).toArray();
        double[] y = IntStream.range(0, 12).mapToDouble(i -> 50 + 100 * (i / 4)).toArray();
        Correspondences points = new Correspondences(numbers, new int[12], numbers, x, y,
                IntStream.range(0, 12).mapToDouble(i -> halfAMetre.x(x[i], y[i])).toArray(),
                IntStream.range(0, 12).mapToDouble(i -> halfAMetre.y(x[i], y[i])).toArray());
        PlanarFit.Fit fit = new PlanarFit.Fit(halfAMetre, PlanarFit.Model.SIMILARITY, numbers, 0, 0,
                new double[4][4], new PlanarFit.Scaling(0, 0, 1, 0, 0, 1));
        Placement placement = new Placement(new LocalFrame(PLACE), view, fit, points, numbers, List.of(),
                new Evidence(50, 100, 0.7, 1, 0, 1, 0, 0.5));
        return new Verification(placement, ground, probability);
    }

    private static @Nullable PositionFix choice(@Nullable PositionFix retrieved, boolean unconfirmed) {
        return FixChoice.of(null, retrieved, PhotoMetadata.ofSize(400, 300), Trust.DEFAULT, Calibration.DEFAULT,
                unconfirmed);
    }
}
