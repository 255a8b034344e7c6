package dev.geofix.evaluation;

import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.RgbImage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Reads pictures ahead of their use, on threads of its own, in order. At most {@value #AHEAD} are held. */
final class PictureLoader implements AutoCloseable {
    private static final int AHEAD = 64;

    /** @param image null for a picture that cannot be read */
    record Loaded(int index, @Nullable RgbImage image, String reason) {}

    private final ExecutorService pool = Executors
            .newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));

    Iterator<Loaded> load(List<Picture> pictures, int size) {
        Queue<Future<Loaded>> waiting = new ArrayDeque<>();
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < pictures.size() || !waiting.isEmpty();
            }

            @Override
            public Loaded next() {
                for (; next < pictures.size() && waiting.size() < AHEAD; next++) {
                    int index = next;
                    waiting.add(pool.submit(() -> read(index, pictures.get(index), size)));
                }
                Future<Loaded> first = waiting.poll();
                if (first == null) {
                    throw new NoSuchElementException();
                }
                return result(first);
            }
        };
    }

    private static Loaded read(int index, Picture picture, int size) {
        try {
            return new Loaded(index, picture.load(size), "");
        } catch (ImageRejectedException | IOException e) {
            return new Loaded(index, null, String.valueOf(e.getMessage()));
        }
    }

    private static Loaded result(Future<Loaded> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a picture was not read: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while pictures were read", e);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
