package dev.geofix.kill;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the service has acknowledged, by tile: the pictures that it may hold. One, when the last change was acknowledged; several, when a kill came
 * before the answer. Each tile is changed by one client at a time.
 */
final class Ledger {
    /** Of a tile that is not there. */
    static final int ABSENT = -1;

    private final Map<String, Set<Integer>> tiles = new TreeMap<>();
    private final Map<String, Runnable> imports = new LinkedHashMap<>();

    synchronized void begin(String tile, int picture) {
        Set<Integer> possible = new HashSet<>(possible(tile));
        possible.add(picture);
        tiles.put(tile, possible);
    }

    synchronized void acknowledged(String tile, int picture) {
        tiles.put(tile, Set.of(picture));
    }

    /** The service said that it has not done it. */
    synchronized void refused(String tile, Set<Integer> before) {
        tiles.put(tile, before);
    }

    synchronized Set<Integer> possible(String tile) {
        return tiles.getOrDefault(tile, Set.of(ABSENT));
    }

    /**
     * An import was accepted.
     *
     * @param job where its job is found
     * @param whole notes all its tiles, once it has succeeded
     */
    synchronized void accepted(String job, Runnable whole) {
        imports.put(job, whole);
    }

    /** One that has failed may have put any of its tiles. */
    synchronized void ended(String job, String state) {
        Runnable whole = imports.remove(job);
        if (whole != null && state.equals("SUCCEEDED")) {
            whole.run();
        }
    }

    /** Imports that were accepted and whose end nobody has seen. */
    synchronized List<String> openImports() {
        return List.copyOf(imports.keySet());
    }

    synchronized Map<String, Set<Integer>> all() {
        return new TreeMap<>(tiles);
    }
}
