package dev.geofix.vectorindex;

import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.util.function.IntFunction;

/**
 * Reads a graph of the library, which is a serialised Java object. The five classes that such a graph is made of are let in by name, and
 * every other is refused before anything of it is made.
 */
final class GraphInput extends ObjectInputStream {
    private static final ObjectInputFilter ONLY_GRAPHS = ObjectInputFilter.Config.createFilter(String.join(";",
            HnswIndex.class.getName(), Hamming.class.getName(), GraphCodec.Slots.class.getName(),
            GraphCodec.Nodes.class.getName(), "java.util.Comparators$NaturalOrderComparator", "java.lang.Enum",
            "maxdepth=4", "maxrefs=100", "!*"));

    private final GraphNode[] nodes;

    /**
     * @param slots nodes that the graph may name
     * @param bits of a slot
     */
    GraphInput(InputStream in, int slots, IntFunction<long[]> bits) throws IOException {
        super(in);
        setObjectInputFilter(ONLY_GRAPHS);
        nodes = new GraphNode[slots];
        for (int slot = 0; slot < slots; slot++) {
            nodes[slot] = new GraphNode(slot, bits.apply(slot));
        }
    }

    /** @throws IOException when it is no graph, or one that names other slots */
    @SuppressWarnings("unchecked")
    HnswIndex<Integer, long[], GraphNode, Integer> graph() throws IOException {
        try {
            return (HnswIndex<Integer, long[], GraphNode, Integer>) readObject();
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new InvalidClassException("no graph: " + e);
        }
    }

    GraphNode node(int slot) throws InvalidObjectException {
        if (slot < 0 || slot >= nodes.length) {
            throw new InvalidObjectException("the graph names slot " + slot + " of " + nodes.length);
        }
        return nodes[slot];
    }
}
