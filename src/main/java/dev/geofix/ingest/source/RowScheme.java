package dev.geofix.ingest.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.geofix.geo.MapTile;
import dev.geofix.platform.UserException;
import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** From which end a tile pyramid counts its rows. */
public enum RowScheme {
    /** From the north, as web maps do. */
    XYZ,
    /** From the south, as the Tile Map Service specification has it. */
    TMS;

    /** @throws UserException when it is the name of neither */
    @JsonCreator
    public static RowScheme named(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "xyz" -> XYZ;
            case "tms" -> TMS;
            default -> throw new UserException("scheme must be xyz or tms, not '" + name + "'.");
        };
    }

    /** @throws IllegalArgumentException when there is no such tile */
    public MapTile tile(int zoom, long column, long row) {
        return MapTile.of(zoom, column, this == XYZ ? row : MapTile.mirrored(zoom, row));
    }

    /** {@code scheme=xyz} in a query, in any case. */
    @Component
    static class InQuery implements Converter<String, RowScheme> {
        @Override
        public RowScheme convert(String name) {
            return named(name);
        }
    }
}
