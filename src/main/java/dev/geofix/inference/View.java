package dev.geofix.inference;

/** From where an image was taken; a model may treat the two differently. */
public enum View {
    SATELLITE, DRONE
}
