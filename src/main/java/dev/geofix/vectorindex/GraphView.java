package dev.geofix.vectorindex;

import java.util.Arrays;

/**
 * The graph as one search sees it. It grows meanwhile and gives out slots that were not there when the search began; these are left out
 * here, as the search scans them already.
 *
 * @param covered slots 0 … covered − 1 are seen
 */
record GraphView(BitGraph graph, int covered) {
    GraphView(BitGraph graph) {
        this(graph, graph.covered());
    }

    /**
     * About the nearest of the slots that are seen.
     *
     * @param breadth of the search
     */
    int[] nearest(long[] bits, double breadth) {
        // not cut down to the slots that are seen: new ones would take the places of the farthest of them
        return Arrays.stream(graph.nearest(bits, (int) Math.min(graph.capacity(), breadth)))
                .filter(slot -> slot < covered).toArray();
    }
}
