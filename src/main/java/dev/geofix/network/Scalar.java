package dev.geofix.network;

import ai.djl.ndarray.NDArray;

/**
 * Numbers as operands of what is differentiated. {@code x.mul(2)} wraps its number into a tensor over a direct buffer and gives that up at once, while
 * the engine keeps the tensor for the way back: a collection of garbage before the backward pass turns the gradient into any number, or none. A scalar that
 * belongs to the manager of its tensor lives as long as that.
 */
public final class Scalar {
    private Scalar() {}

    /** The value as float32 on the manager of {@code x}, to be its factor, divisor or bound. */
    public static NDArray beside(NDArray x, double value) {
        return x.getManager().create((float) value);
    }
}
