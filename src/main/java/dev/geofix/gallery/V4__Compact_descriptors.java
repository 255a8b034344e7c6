package dev.geofix.gallery;

import dev.geofix.index.Int8Vector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Descriptors of schema 3, D 16-bit floats, become {@link Int8Vector}s. Every batch is committed by itself, so that an upgrade that is killed
 * goes on where it was; what is compact already is told by its length, since D + 4·⌈D/64⌉ is not 2·D for any D above 4.
 */
@Component
class V4__Compact_descriptors extends BaseJavaMigration {
    private static final Logger LOG = LoggerFactory.getLogger(V4__Compact_descriptors.class);
    private static final int BATCH = 500;
    private static final int LOG_EVERY = 50_000;

    private record Place(long sequence, String model) {}

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        long done = 0;
        Place last = new Place(Long.MIN_VALUE, "");
        while (true) {
            Place reached = convert(connection, last);
            if (reached == null) {
                return;
            }
            connection.commit();
            last = reached;
            done += BATCH;
            if (done % LOG_EVERY == 0) {
                LOG.info("Upgrade of the database: {} descriptors made compact", done);
            }
        }
    }

    /** @return the last descriptor converted; null when there was none left */
    private static @Nullable Place convert(Connection connection, Place after) throws SQLException {
        Place last = null;
        try (PreparedStatement old = connection.prepareStatement("""
                select tile_descriptor.sequence, tile_descriptor.model, descriptor
                from tile_descriptor join tile using (sequence) join gallery on gallery.id = tile.gallery
                where (tile_descriptor.sequence, tile_descriptor.model) > (?, ?) and length(descriptor) = 2 * dimension
                order by tile_descriptor.sequence, tile_descriptor.model limit ?""");
                PreparedStatement compact = connection.prepareStatement(
                        "update tile_descriptor set descriptor = ? where sequence = ? and model = ?")) {
            old.setLong(1, after.sequence());
            old.setString(2, after.model());
            old.setInt(3, BATCH);
            try (ResultSet rows = old.executeQuery()) {
                while (rows.next()) {
                    last = new Place(rows.getLong(1), rows.getString(2));
                    compact.setBytes(1, Int8Vector.encode(halfFloats(rows.getBytes(3))));
                    compact.setLong(2, last.sequence());
                    compact.setString(3, last.model());
                    compact.addBatch();
                }
            }
            compact.executeBatch();
        }
        return last;
    }

    private static float[] halfFloats(byte[] blob) {
        ShortBuffer shorts = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        float[] values = new float[shorts.remaining()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.float16ToFloat(shorts.get(i));
        }
        return values;
    }
}
