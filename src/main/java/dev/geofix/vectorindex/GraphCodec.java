package dev.geofix.vectorindex;

import com.github.jelmerk.hnswlib.core.ObjectSerializer;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/** A graph is written with slot numbers alone; the bits are the table's. */
final class GraphCodec {
    private GraphCodec() {}

    enum Slots implements ObjectSerializer<Integer> {
        CODEC;

        @Override
        public void write(Integer slot, ObjectOutput out) throws IOException {
            out.writeInt(slot);
        }

        @Override
        public Integer read(ObjectInput in) throws IOException {
            return ((GraphInput) in).node(in.readInt()).id();
        }
    }

    enum Nodes implements ObjectSerializer<GraphNode> {
        CODEC;

        @Override
        public void write(GraphNode node, ObjectOutput out) throws IOException {
            out.writeInt(node.id());
        }

        @Override
        public GraphNode read(ObjectInput in) throws IOException {
            return ((GraphInput) in).node(in.readInt());
        }
    }
}
