package dev.geofix.dataset;

/** What a place is there for. */
enum Part {
    /** To learn from. */
    TRAIN,
    /** Asked for, and in the galleries. */
    QUERY,
    /** In the galleries only. */
    DISTRACTOR
}
