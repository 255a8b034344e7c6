package dev.geofix.network;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes and collects a network's parameters under their PyTorch names; {@link #at} narrows to a prefix. */
final class Weights {
    private final String prefix;
    private final Map<String, Parameter> named;

    Weights() {
        this("", new LinkedHashMap<>());
    }

    private Weights(String prefix, Map<String, Parameter> named) {
        this.prefix = prefix;
        this.named = named;
    }

    Weights at(Object name) {
        return new Weights(prefix + name + ".", named);
    }

    Map<String, Parameter> named() {
        return named;
    }

    Parameter weight(String name, Initializer initializer, long... shape) {
        return add(name, Parameter.Type.WEIGHT, initializer, shape);
    }

    Parameter bias(String name, long... shape) {
        return bias(name, Initializer.ZEROS, shape);
    }

    Parameter bias(String name, Initializer initializer, long... shape) {
        return add(name, Parameter.Type.BIAS, initializer, shape);
    }

    Parameter gamma(String name, Initializer initializer, long... shape) {
        return add(name, Parameter.Type.GAMMA, initializer, shape);
    }

    Parameter runningMean(String name, long... shape) {
        return add(name, Parameter.Type.RUNNING_MEAN, Initializer.ZEROS, shape);
    }

    Parameter runningVariance(String name, long... shape) {
        return add(name, Parameter.Type.RUNNING_VAR, Initializer.ONES, shape);
    }

    private Parameter add(String name, Parameter.Type type, Initializer initializer, long... shape) {
        boolean learnt = type != Parameter.Type.RUNNING_MEAN && type != Parameter.Type.RUNNING_VAR;
        Parameter parameter = Parameter.builder().setName(prefix + name).setType(type).optShape(new Shape(shape))
                .optInitializer(initializer).optRequiresGrad(learnt).build();
        named.put(prefix + name, parameter);
        return parameter;
    }

    /** Normal with mean 0 and this deviation. */
    static Initializer normal(double deviation) {
        return (manager, shape, type) -> manager.randomNormal(0f, (float) deviation, shape, type);
    }

    /** Rows of the unit matrix: what a square layer starts from to hand its input on. */
    static Initializer identity() {
        return (manager, shape, type) -> manager.eye((int) shape.get(0), (int) shape.get(1), 0, type);
    }

    /** Kaiming's normal for a layer followed by ReLU: deviation √(2/fan). */
    static Initializer kaiming(long fan) {
        return normal(Math.sqrt(2.0 / fan));
    }
}
