package dev.geofix.inference;

import ai.djl.ndarray.NDManager;
import dev.geofix.inference.GlqiEncoder.Network;
import dev.geofix.network.Architecture.Attention;
import dev.geofix.network.Architecture;
import dev.geofix.network.Backbone;
import dev.geofix.network.GlqiNet;
import dev.geofix.network.TensorSource;
import java.util.Map;

/** Networks small enough for tests, with random weights. */
final class TestNetworks {
    private TestNetworks() {}

    static Architecture architecture() {
        return new Architecture(Backbone.CONVNEXT_ATTO, 1, true, Attention.MERGED, true, true, 8, 0.5);
    }

    static Network tiny(int side) {
        NDManager manager = NDManager.newBaseManager();
        GlqiNet net = new GlqiNet(architecture());
        net.load(manager, TensorSource.of(Map.of()));
        return new Network(manager, net, side);
    }
}
