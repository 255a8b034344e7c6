package dev.geofix.vectorindex;

import com.github.jelmerk.hnswlib.core.Item;
import com.github.jelmerk.hnswlib.core.ObjectSerializer;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.util.function.IntFunction;

/**
 * How a graph is written and read: with slot numbers alone, as the bits are the table's. The names of this class and of its two serializers
 * stand in the files, as that of {@link Hamming} does.
 */
final class GraphCodec {
    private GraphCodec() {}

    /** A slot of the table in the graph. The number is an object already, as the graph keeps it in several maps. */
    record Node(Integer id, long[] vector) implements Item<Integer, long[]> {
        @Override
        public int dimensions() {
            return vector.length;
        }
    }

    enum Slots implements ObjectSerializer<Integer> {
        CODEC;

        @Override
        public void write(Integer slot, ObjectOutput out) throws IOException {
            out.writeInt(slot);
        }

        @Override
        public Integer read(ObjectInput in) throws IOException {
            return ((Input) in).node(in.readInt()).id();
        }
    }

    enum Nodes implements ObjectSerializer<Node> {
        CODEC;

        @Override
        public void write(Node node, ObjectOutput out) throws IOException {
            out.writeInt(node.id());
        }

        @Override
        public Node read(ObjectInput in) throws IOException {
            return ((Input) in).node(in.readInt());
        }
    }

    /**
     * Reads a graph of the library, which is a serialised Java object. The five classes that such a graph is made of are let in by name, and
     * every other is refused before anything of it is made.
     */
    static final class Input extends ObjectInputStream {
        private static final ObjectInputFilter ONLY_GRAPHS = ObjectInputFilter.Config.createFilter(String.join(";",
                HnswIndex.class.getName(), Hamming.class.getName(), Slots.class.getName(),
                Nodes.class.getName(), "java.util.Comparators$NaturalOrderComparator", "java.lang.Enum",
                "maxdepth=4", "maxrefs=100", "!*"));

        private final Node[] nodes;

        /**
         * @param slots nodes that the graph may name
         * @param bits of a slot
         */
        Input(InputStream in, int slots, IntFunction<long[]> bits) throws IOException {
            super(in);
            setObjectInputFilter(ONLY_GRAPHS);
            nodes = new Node[slots];
            for (int slot = 0; slot < slots; slot++) {
                nodes[slot] = new Node(slot, bits.apply(slot));
            }
        }

        /** @throws IOException when it is no graph, or one that names other slots */
        @SuppressWarnings("unchecked")
        HnswIndex<Integer, long[], Node, Integer> graph() throws IOException {
            try {
                return (HnswIndex<Integer, long[], Node, Integer>) readObject();
            } catch (ClassNotFoundException | ClassCastException e) {
                throw new InvalidClassException("no graph: " + e);
            }
        }

        Node node(int slot) throws InvalidObjectException {
            if (slot < 0 || slot >= nodes.length) {
                throw new InvalidObjectException("the graph names slot " + slot + " of " + nodes.length);
            }
            return nodes[slot];
        }
    }
}
