package dev.geofix.platform.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The body of one request on its way in. It takes one of a few places with its first read, which is after the caller has been let in, and must come at some speed: only
 * the time in which the service waits for the sender counts.
 */
final class WatchedBody implements InputBuffer {
    /** What is read of an unwanted body, so that a sender that has not finished sees the answer. */
    private static final long MOST_DRAINED = 2 << 20;

    private final InputBuffer body;
    private final BodySettings settings;
    private final BodyValve.Bulkhead bulkhead;
    private final Supplier<String> caller;
    private final long told;
    private final long longest;
    private @Nullable String permitOf;
    private boolean isSlow;
    private long length;
    private long waited;

    /**
     * @param caller asked at the first read
     * @param told length that the sender tells of; negative when it does not
     * @param longest bytes that are read at most
     */
    WatchedBody(InputBuffer body, BodySettings settings, BodyValve.Bulkhead bulkhead, Supplier<String> caller,
            long told,
            long longest) {
        this.body = body;
        this.settings = settings;
        this.bulkhead = bulkhead;
        this.caller = caller;
        this.told = told;
        this.longest = longest;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (Math.max(length, told) > longest) {
            throw tooLong();
        }
        if (permitOf == null) {
            String name = caller.get();
            bulkhead.acquire(name);
            permitOf = name;
        }
        int count = timed(handler);
        if (length > longest) {
            throw tooLong();
        }
        if (isSlow) {
            throw new BodyRefusedException(HttpStatus.REQUEST_TIMEOUT, "The body came at less than "
                    + settings.minRate().toBytes()
                    + " bytes a second (geofix.body.min-rate). Send it again over a faster connection.", null);
        }
        return count;
    }

    private int timed(ApplicationBufferHandler handler) throws IOException {
        long start = System.nanoTime();
        int count = body.doRead(handler);
        waited += System.nanoTime() - start;
        length += Math.max(0, count);
        isSlow = count > 0 && waited > settings.grace().toNanos()
                && length < settings.minRate().toBytes() * (waited / 1e9);
        return count;
    }

    private BodyRefusedException tooLong() {
        return new BodyRefusedException(HttpStatus.CONTENT_TOO_LARGE, "The JSON is longer than " + longest
                + " bytes (geofix.body.max-json). Send less of it.", null);
    }

    @Override
    public int available() {
        return body.available();
    }

    /** Gives its place back. */
    void free() {
        if (permitOf != null) {
            bulkhead.release(permitOf);
            permitOf = null;
        }
    }

    /** Reads what is left, once the answer is on its way; false when that is too much, or too slow. */
    boolean drain() {
        long end = length + MOST_DRAINED;
        Sink sink = new Sink();
        try {
            while (!isSlow && length <= end && told - length <= MOST_DRAINED) {
                if (timed(sink) < 0) {
                    return true;
                }
            }
        } catch (IOException e) {
            // Whatever it is, it cannot be read.
        }
        return false;
    }

    /** Takes bytes and forgets them. */
    private static final class Sink implements ApplicationBufferHandler {
        private ByteBuffer last = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            last = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return last;
        }

        @Override
        public void expand(int size) {
            // The container brings buffers of its own.
        }
    }
}
