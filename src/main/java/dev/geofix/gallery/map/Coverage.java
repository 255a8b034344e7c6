package dev.geofix.gallery.map;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a gallery covers.
 *
 * @param bounds west, south, east, north round all tiles; absent for an empty gallery
 * @param tileSideMeters usual side of a tile on the ground; absent where no tile has bounds
 * @param attributes values of each attribute that filters can ask for, of the first {@value TilePlaces#MOST_VALUES} of all
 */
record Coverage(@Schema(example = "[4.29, 52.09, 4.31, 52.11]") @Nullable List<Double> bounds,
        @Schema(example = "100.0") @Nullable Double tileSideMeters,
        @Schema(example = "{\"season\": [\"summer\", \"winter\"]}") Map<String, List<String>> attributes) {}
