package dev.geofix.network;

import java.util.LinkedHashMap;
import java.util.Map;

/** Understands the names under which others keep the weights of a backbone. */
public final class WeightImport {
    private WeightImport() {}

    /** The source's tensors under the names of this package, {@code backbone.…}; names it cannot place stay as they are. */
    public static TensorSource backbone(TensorSource source) {
        Map<String, String> oldNames = new LinkedHashMap<>();
        source.names().forEach(name -> oldNames.put(MobileNetNames.of(name), name));
        return new RenamedTensors(source, oldNames);
    }
}
