package dev.geofix.simulator.scene;

import java.util.SplittableRandom;

/** Seeds by place: the same key gives the same stream in any order of calls, so every cell can be made alone. */
public final class PlaceHash {
    private PlaceHash() {}

    /** The finaliser of SplitMix64, a bijection of the 64-bit numbers. */
    public static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public static long of(long seed, long a, long b, long salt) {
        return mix(mix(mix(mix(seed) ^ a) ^ b) ^ salt);
    }

    /** A number from 0 up to 1 that belongs to the key. */
    public static double unit(long seed, long a, long b, long salt) {
        return (of(seed, a, b, salt) >>> 11) * 0x1p-53;
    }

    public static SplittableRandom random(long seed, long a, long b, long salt) {
        return new SplittableRandom(of(seed, a, b, salt));
    }
}
