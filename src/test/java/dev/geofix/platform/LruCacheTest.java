package dev.geofix.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LruCacheTest {
    private final LruCache<String, Integer> cache = new LruCache<>(10, Integer::longValue);

    @Test
    void theLeastRecentlyUsedGoesFirst() {
        cache.put("a", 4);
        cache.put("b", 4);
        assertThat(cache.get("a")).isEqualTo(4);
        cache.put("c", 4);
        assertThat(cache.get("a")).isEqualTo(4);
        assertThat(cache.get("b")).isNull();
        assertThat(cache.get("c")).isEqualTo(4);
    }

    @Test
    void oneThatIsHeavierThanAllMayBeStaysWhileItIsTheOnlyOne() {
        cache.put("a", 4);
        cache.put("heavy", 11);
        assertThat(cache.get("a")).isNull();
        assertThat(cache.get("heavy")).isEqualTo(11);
        cache.put("b", 1);
        assertThat(cache.get("heavy")).isNull();
        assertThat(cache.get("b")).isEqualTo(1);
    }

    @Test
    void aValueThatIsReplacedWeighsNoMore() {
        cache.put("a", 9);
        cache.put("a", 1);
        cache.put("b", 9);
        assertThat(cache.get("a")).isEqualTo(1);
        assertThat(cache.get("b")).isEqualTo(9);
    }
}
