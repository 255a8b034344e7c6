package dev.geofix.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.inference.Calibration;
import dev.geofix.verification.Trust;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FixChoiceTest {
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

    private static @Nullable PositionFix choice(@Nullable PositionFix retrieved, boolean unconfirmed) {
        return FixChoice.of(null, retrieved, PhotoMetadata.ofSize(400, 300), Trust.DEFAULT, Calibration.DEFAULT,
                unconfirmed);
    }
}
