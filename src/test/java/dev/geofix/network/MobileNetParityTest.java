package dev.geofix.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.geofix.testing.SharedData;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MobileNetParityTest {
    private static final String WEIGHTS = "weights/mobilenet_v2_imagenet.safetensors";

    @Test
    void reproducesTheImageNetMap() throws IOException {
        try (Safetensors file = Safetensors.open(SharedData.require(WEIGHTS));
                NDManager manager = NDManager.newBaseManager("PyTorch")) {
            ImageNetBaseline floor = new ImageNetBaseline();
            floor.load(manager, WeightImport.backbone(file)).requireComplete();
            NDArray images = picture(file, manager);
            NDArray map = floor.forward(new ParameterStore(manager, false), new NDList(images), false)
                    .singletonOrThrow();
            Differences.assertClose(map.squeeze(0), file.array(manager, "fixture.expect.map"), 1e-4);
        }
    }

    @Test
    void givesUnitDescriptorsOnTopOfIt() throws IOException {
        try (Safetensors file = Safetensors.open(SharedData.require(WEIGHTS));
                NDManager manager = NDManager.newBaseManager("PyTorch")) {
            GlqiNet net = new GlqiNet(Architecture.paper(Backbone.MOBILENET_V2));
            net.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 256, 256));
            WeightReport report = net.load(manager, WeightImport.backbone(file));
            assertThat(report.missing()).noneMatch(name -> name.startsWith("backbone."));
            NDArray descriptor = net.embed(picture(file, manager));
            assertThat(descriptor.getShape()).isEqualTo(new Shape(1, 8192));
            assertThat(descriptor.norm().getFloat()).isEqualTo(1f, offset(1e-5f));
        }
    }

    /** The fixture's picture, RGB of 0 … 255, scaled as these weights want it. */
    private static NDArray picture(Safetensors file, NDManager manager) {
        return file.array(manager, "fixture.input").div(127.5).sub(1).expandDims(0);
    }
}
