package dev.geofix.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The bounded line before the network. Whoever takes gets all that waits, up to a batch, without waiting for more. */
final class ImageQueue {
    private final int capacity;
    private final ArrayDeque<WaitingImage> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition freed = lock.newCondition();
    private boolean closed;

    ImageQueue(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Puts all images in, or none.
     *
     * @param waitNanos how long to wait for room
     * @return false when there is no room in time, or the queue is closed
     */
    boolean put(Collection<WaitingImage> images, long waitNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = waitNanos;
            while (!closed && waiting.size() + images.size() > capacity) {
                if (left <= 0) {
                    return false;
                }
                left = freed.awaitNanos(left);
            }
            if (closed) {
                return false;
            }
            waiting.addAll(images);
            filled.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The next images, at most {@code most}; none once the queue is closed and empty. */
    List<WaitingImage> take(int most) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                filled.awaitUninterruptibly();
            }
            List<WaitingImage> batch = new ArrayList<>();
            while (batch.size() < most && !waiting.isEmpty()) {
                batch.add(waiting.removeFirst());
            }
            if (!waiting.isEmpty()) {
                filled.signal();
            }
            freed.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Takes back what nobody waits for any more. */
    void remove(Collection<WaitingImage> images) {
        lock.lock();
        try {
            waiting.removeAll(images);
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes images back if none of them has been taken yet. */
    boolean removeUntouched(Collection<WaitingImage> images) {
        lock.lock();
        try {
            if (!waiting.containsAll(images)) {
                return false;
            }
            waiting.removeAll(images);
            freed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more; who waits is still served. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
