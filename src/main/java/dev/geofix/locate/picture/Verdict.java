package dev.geofix.locate.picture;

import java.awt.Color;

/**
 * How far to trust a place. The colours are told apart by the colour-blind too, and white is readable on each (a contrast of 5 : 1 or more).
 */
public enum Verdict {
    /** Local features agree on it. */
    VERIFIED(new Color(0x00659e)),
    /** Tiles of that place look like the photo, and nothing confirms it. */
    ACCEPTED(new Color(0x5d5d66)),
    /** No place deserves trust. */
    REJECTED(new Color(0xa83f00));

    private final Color colour;

    Verdict(Color colour) {
        this.colour = colour;
    }

    Color colour() {
        return colour;
    }
}
