package dev.geofix.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.geofix.platform.UserException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One running average an array, all zero at first, kept on an optimiser's own manager. */
final class Moments {
    private final Map<String, NDArray> averages = new HashMap<>();

    Moments(NDManager manager, List<ParameterGroup> groups) {
        for (ParameterGroup group : groups) {
            group.arrays().forEach((name, array) -> averages.put(name, manager.zeros(array.getShape())));
        }
    }

    NDArray of(String name) {
        NDArray average = averages.get(name);
        if (average == null) {
            throw new UserException("no parameter " + name);
        }
        return average;
    }

    void export(String prefix, Map<String, NDArray> target) {
        averages.forEach((name, array) -> target.put(prefix + name, array));
    }

    void restore(String prefix, Map<String, NDArray> source) {
        averages.forEach((name, array) -> {
            NDArray saved = source.get(prefix + name);
            if (saved == null || !saved.getShape().equals(array.getShape())) {
                throw new UserException("the checkpoint has no " + prefix + name + " of shape "
                        + array.getShape() + ": it belongs to another network or optimiser");
            }
            saved.copyTo(array);
        });
    }
}
