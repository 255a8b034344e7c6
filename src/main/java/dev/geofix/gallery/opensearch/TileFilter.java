package dev.geofix.gallery.opensearch;

import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Filters as the cluster reads them. Coordinates are compared as they were put, to the last bit. */
final class TileFilter {
    private TileFilter() {}

    /** What a search may find. A circle is asked for a little wider than it is; who asks looks at each centre again. */
    static List<Object> of(SearchRequest request) {
        List<Object> filter = new ArrayList<>();
        if (request.box() != null) {
            filter.addAll(inBox(request.box()));
        }
        SearchRequest.Near near = request.near();
        if (near != null) {
            filter.add(Map.of("geo_distance", Map.of("distance", 1.01 * near.radiusMeters() + 1 + "m", "place",
                    Map.of("lat", near.center().latitude(), "lon", near.center().longitude()))));
        }
        request.attributes()
                .forEach(attribute -> filter.add(Map.of("terms", Map.of("facets", TileDocument.facets(attribute)))));
        return filter;
    }

    /** Tiles whose centres lie in the box. */
    static List<Object> inBox(BoundingBox box) {
        Object latitude = range("latitude", "gte", box.south(), "lte", box.north());
        if (!box.crossesDateLine()) {
            return List.of(latitude, range("longitude", "gte", box.west(), "lte", box.east()));
        }
        return List.of(latitude, any(range("longitude", "gte", box.west()), range("longitude", "lte", box.east())));
    }

    static Object any(Object... queries) {
        return Map.of("bool", Map.of("should", List.of(queries), "minimum_should_match", 1));
    }

    static Object range(String field, Object... limits) {
        Map<String, Object> range = new HashMap<>();
        for (int i = 0; i < limits.length; i += 2) {
            range.put(String.valueOf(limits[i]), limits[i + 1]);
        }
        return Map.of("range", Map.of(field, range));
    }
}
