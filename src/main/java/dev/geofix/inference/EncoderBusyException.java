package dev.geofix.inference;

import dev.geofix.platform.UnavailableException;
import java.time.Duration;

/** There is no room for another image now. Nothing is wrong with the request: it may be sent again after {@link #retryAfter}. */
public class EncoderBusyException extends UnavailableException {
    private static final long serialVersionUID = 1;

    /** @param busy what there is too much of, as a sentence without its end */
    public EncoderBusyException(String busy, Duration retryAfter) {
        super(busy + "; try again in " + retryAfter.toSeconds() + " s.", retryAfter);
    }
}
