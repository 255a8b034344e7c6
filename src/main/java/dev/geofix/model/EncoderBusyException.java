package dev.geofix.model;

import java.time.Duration;

/** The queue before the network is full. Nothing is wrong with the request: it may be sent again after {@link #retryAfter}. */
public class EncoderBusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    public EncoderBusyException(int waiting, Duration retryAfter) {
        super(waiting + " images wait for the network already; try again in " + retryAfter.toSeconds() + " s.");
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
