package dev.geofix.jobs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an evenly spread part of a sequence whose length nobody knows beforehand: each time the limit is passed every second item goes,
 * and from then on only every second is taken. The first item always stays, and the last.
 */
final class Thinned<T> {
    private final int limit;
    private List<T> kept = new ArrayList<>();
    private long seen;
    private long stride = 1;
    private @Nullable T last;

    /** @param limit items kept at most, at least 2 */
    Thinned(int limit) {
        this.limit = limit;
    }

    void add(T item) {
        last = null;
        if (seen++ % stride != 0) {
            last = item;
            return;
        }
        kept.add(item);
        // One place is the last item's.
        if (kept.size() >= limit) {
            List<T> half = new ArrayList<>();
            for (int i = 0; i < kept.size(); i += 2) {
                half.add(kept.get(i));
            }
            last = kept.size() % 2 == 0 ? item : null;
            kept = half;
            stride *= 2;
        }
    }

    List<T> items() {
        List<T> items = new ArrayList<>(kept);
        if (last != null) {
            items.add(last);
        }
        return items;
    }
}
