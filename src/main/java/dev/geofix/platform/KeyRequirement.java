package dev.geofix.platform;

/** Known by whoever checks callers, and asked by those who tell people how to call. */
public interface KeyRequirement {
    /** Whether a call needs a key or token by now. */
    boolean isKeyRequired();
}
