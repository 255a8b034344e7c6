package dev.geofix.inference;

import java.util.concurrent.CompletableFuture;

/** An image in the queue: its planes, and where its descriptor's values go. */
record WaitingImage(float[] planes, long since, CompletableFuture<float[]> answer) {
    static WaitingImage of(float[] planes) {
        return new WaitingImage(planes, System.nanoTime(), new CompletableFuture<>());
    }
}
