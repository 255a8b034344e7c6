package dev.geofix.gallery;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some tiles in the order of their ids.
 *
 * @param next where the following page begins (after this id); null when there is none
 */
public record TilePage(List<Tile> tiles, @Nullable TileId next) {}
