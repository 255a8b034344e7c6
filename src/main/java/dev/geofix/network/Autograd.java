package dev.geofix.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * What the engine records for gradients, thread by thread. The engine switches recording off only on the
 * thread that loaded it; on every other thread each forward pass would build a graph and keep its intermediate maps alive.
 */
public final class Autograd {
    private Autograd() {}

    /** Stops recording on the calling platform thread until a gradient collector asks for it. */
    public static void offOnThisThread() {
        Engine.getInstance();
        JniUtils.setGradMode(false);
    }

    public static boolean recordsOnThisThread() {
        Engine.getInstance();
        return JniUtils.isGradMode();
    }

    /**
     * A number as an operand of what is differentiated, float32 on the manager of {@code x}: to be its factor, divisor or bound. {@code x.mul(2)} wraps
     * its number into a tensor over a direct buffer and gives that up at once, while the engine keeps the tensor for the way back: a collection of
     * garbage before the backward pass turns the gradient into any number, or none. A scalar that belongs to the manager of its tensor lives as long as
     * that.
     */
    public static NDArray scalar(NDArray x, double value) {
        return x.getManager().create((float) value);
    }
}
