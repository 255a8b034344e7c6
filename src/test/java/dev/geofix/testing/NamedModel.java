package dev.geofix.testing;

import dev.geofix.imaging.RgbImage;
import dev.geofix.inference.Calibration;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ModelVersion;
import dev.geofix.inference.View;
import java.util.List;

/** Only names a model, for stores whose tiles come with their descriptors: whoever has it embed something fails. */
public record NamedModel(ModelVersion version, int dimension) implements Encoder {
    @Override
    public List<Descriptor> embedAll(List<RgbImage> images, View view) {
        throw new AssertionError("nothing is to be embedded here");
    }

    @Override
    public Calibration calibration() {
        throw new AssertionError("no fix is to be made here");
    }

    @Override
    public int inputSize() {
        return 64;
    }
}
