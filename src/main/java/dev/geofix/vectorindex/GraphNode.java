package dev.geofix.vectorindex;

import com.github.jelmerk.hnswlib.core.Item;

/** A slot of the table in the graph. The number is an object already, as the graph keeps it in several maps. */
record GraphNode(Integer id, long[] vector) implements Item<Integer, long[]> {
    @Override
    public int dimensions() {
        return vector.length;
    }
}
