package dev.geofix.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DescriptorTest {
    @Test
    void refusesALengthOtherThanOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Descriptor(1, new float[]{1, 1}));
    }

    @Test
    void refusesValuesThatAreNotFinite() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Descriptor(1, new float[]{Float.NaN, 1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Descriptor(1, new float[]{Float.POSITIVE_INFINITY, 0}));
    }

    @Test
    void refusesPartsOfUnequalLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Descriptor(2, new float[]{1, 0, 0}));
    }

    @Test
    void cosineOfTwoDescriptors() {
        Descriptor east = new Descriptor(1, new float[]{1, 0});
        Descriptor northEast = new Descriptor(1, new float[]{0.6f, 0.8f});
        assertThat(east.cosine(northEast)).isCloseTo(0.6, within(1e-6));
    }

    @Test
    void refusesToCompareDescriptorsOfDifferentModels() {
        Descriptor short1 = new Descriptor(1, new float[]{1, 0});
        Descriptor long1 = new Descriptor(1, new float[]{1, 0, 0});
        assertThatIllegalArgumentException().isThrownBy(() -> short1.cosine(long1));
    }

    @Test
    void aVersionCannotLeaveItsFolder() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ModelVersion("../x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ModelVersion(""));
    }
}
