package dev.geofix.gallery;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Name of a tile within its gallery: 1 to {@value #MAX_LENGTH} printable characters without / \ ; %.
 *
 * @throws IllegalArgumentException when it is not
 */
public record TileId(@JsonValue String value) {
    static final int MAX_LENGTH = 200;

    public TileId {
        value = Names.check("a tile's id", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
