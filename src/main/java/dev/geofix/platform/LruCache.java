package dev.geofix.platform;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The values that were used last, up to a weight; the least recently used goes first. It is for what is swept over once, a picture row by row
 * or a town tile by tile. Caffeine, which also counts how often something was used, would keep what the sweep has left behind: of 1800 tiles of
 * a town it makes 3045 cells where this makes 850. Not safe for several threads at once.
 */
public final class LruCache<K, V> {
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);
    private final long mostWeight;
    private final ToLongFunction<V> weigher;
    private long weight;

    /** @param mostWeight of all values together; one that is heavier is kept while it is the only one */
    public LruCache(long mostWeight, ToLongFunction<V> weigher) {
        this.mostWeight = mostWeight;
        this.weigher = weigher;
    }

    public @Nullable V get(K key) {
        return values.get(key);
    }

    public void put(K key, V value) {
        V before = values.put(key, value);
        weight += weigher.applyAsLong(value) - (before == null ? 0 : weigher.applyAsLong(before));
        Iterator<V> eldest = values.values().iterator();
        while (weight > mostWeight && values.size() > 1) {
            weight -= weigher.applyAsLong(eldest.next());
            eldest.remove();
        }
    }
}
