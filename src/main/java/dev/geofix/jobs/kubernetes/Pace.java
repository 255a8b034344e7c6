package dev.geofix.jobs.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Remembers when the API wants to be asked again: what it said in {@code Retry-After}. */
final class Pace implements Interceptor {
    /** A longer wait is not believed. */
    private static final long MAX_SECONDS = 300;

    private volatile long notBefore = System.nanoTime();

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        String wait = response.header("Retry-After");
        if (wait != null && wait.matches("\\d{1,9}")) {
            notBefore = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.min(MAX_SECONDS, Long.parseLong(wait)));
        }
    }

    /** As {@link System#nanoTime} counts. */
    long notBefore() {
        return notBefore;
    }
}
