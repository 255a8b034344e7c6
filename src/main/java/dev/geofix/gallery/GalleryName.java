package dev.geofix.gallery;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Name of a gallery: 1 to {@value #MAX_LENGTH} printable characters without / \ ; %.
 *
 * @throws IllegalArgumentException when it is not
 */
public record GalleryName(@JsonValue String value) {
    static final int MAX_LENGTH = 100;

    public GalleryName {
        value = Names.check("a gallery's name", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
