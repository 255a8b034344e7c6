package dev.geofix.evaluation;

/** A picture that was left out because it cannot be read. */
public record UnreadablePicture(String picture, String reason) {}
