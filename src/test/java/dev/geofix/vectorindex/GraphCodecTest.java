package dev.geofix.vectorindex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import org.junit.jupiter.api.Test;

class GraphCodecTest {
    private static boolean hasRun;

    @Test
    void readsNoObjectButAGraph() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(written)) {
            out.writeObject(new Foreign());
        }
        GraphCodec.Input in = new GraphCodec.Input(new ByteArrayInputStream(written.toByteArray()), 0,
                slot -> new long[0]);
        assertThatExceptionOfType(InvalidClassException.class).isThrownBy(in::graph).withMessageContaining("REJECTED");
        assertThat(hasRun).isFalse();
    }

    /** Does something when it is read. */
    private static final class Foreign implements Serializable {
        @Serial
        private static final long serialVersionUID = 1;

        @Serial
        private void readObject(ObjectInputStream in) {
            hasRun = true;
        }
    }
}
