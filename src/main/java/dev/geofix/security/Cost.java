package dev.geofix.security;

/** What a request costs, as the rate limits tell requests apart. */
enum Cost {
    /** A pass through the network. */
    LOCATE, READ, WRITE,
    /** Nothing but the look at credentials that were missing or wrong. */
    FAILED
}
