package dev.geofix.network;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Whether the engine records operations for gradients, thread by thread. The engine switches recording off only on the
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
}
