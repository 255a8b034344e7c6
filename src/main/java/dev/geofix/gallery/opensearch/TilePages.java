package dev.geofix.gallery.opensearch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Hits in the order of a field, a page at a time; of documents of one tile the newest comes first. */
final class TilePages implements Iterator<List<JsonNode>> {
    private static final int PAGE = 1000;
    /** Beyond the last document of a tile or a number: the order within them falls. */
    private static final long END = Long.MIN_VALUE;

    private final TileIndex tiles;
    private final Order order;
    private @Nullable List<Object> after;
    private int left;

    /**
     * What is read.
     *
     * @param field tile or sequence
     * @param after of that field; null from the start
     * @param limit so many hits at most
     * @param fields of the documents, with commas between
     * @param cells outside of which there is nothing; null when it may lie anywhere
     */
    record Order(String field, List<Object> filter, @Nullable Object after, int limit, String fields,
            @Nullable List<String> cells) {}

    TilePages(TileIndex tiles, Order order) {
        this.tiles = tiles;
        this.order = order;
        left = order.limit();
        if (order.after() != null) {
            after = new ArrayList<>(List.of(order.after()));
            within().forEach(field -> after.add(END));
        }
    }

    /** What orders the documents of one tile, where there may be several. */
    private List<String> within() {
        if (!tiles.isPlaced()) {
            return List.of();
        }
        return order.field().equals("sequence") ? List.of("revision") : List.of("sequence", "revision");
    }

    /** Whether there may be another page: it may be empty. */
    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public List<JsonNode> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int size = Math.min(PAGE, left);
        List<Object> sort = new ArrayList<>(List.of(Map.of(order.field(), "asc")));
        within().forEach(field -> sort.add(Map.of(field, "desc")));
        Map<String, Object> body = new HashMap<>(Map.of("size", size, "sort", sort, "query",
                Map.of("bool", Map.of("filter", order.filter())), "_source", order.fields().split(",")));
        if (tiles.isPlaced()) {
            body.put("seq_no_primary_term", true);
        }
        if (after != null) {
            body.put("search_after", after);
        }
        List<JsonNode> page = new ArrayList<>();
        tiles.search(body, order.cells()).path("hits").path("hits").forEach(page::add);
        if (page.size() < size) {
            left = 0;
        } else {
            left -= size;
            after = new ArrayList<>();
            for (JsonNode value : page.getLast().path("sort")) {
                after.add(value.isNumber() ? (Object) value.asLong() : value.asString(""));
            }
        }
        return page;
    }
}
