package dev.geofix.gallery;

import dev.geofix.vectorindex.Int8Vector;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Descriptors of schema 3, D 16-bit floats, become {@link Int8Vector}s, and every large value gets its checksum. Every batch is committed by
 * itself, so that an upgrade that is killed goes on where it was: what has a checksum is done. A descriptor of any other length stays as it is, for the check to find.
 */
@Component
class V5__Compact_descriptors extends BaseJavaMigration {
    private static final Logger log = LoggerFactory.getLogger(V5__Compact_descriptors.class);
    private static final int BATCH = 500;
    private static final int LOG_EVERY = 50_000;

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        all(connection, "descriptors", """
                select tile_descriptor.rowid, descriptor, dimension
                from tile_descriptor join tile using (sequence) join gallery on gallery.id = tile.gallery
                where tile_descriptor.rowid > ? and checksum is null order by tile_descriptor.rowid limit ?""",
                "update tile_descriptor set descriptor = ?, checksum = ? where rowid = ?",
                row -> compact(row.getBytes(2), row.getInt(3)));
        all(connection, "pictures",
                "select sequence, image from tile_image where sequence > ? and checksum is null order by sequence limit ?",
                "update tile_image set image = ?, checksum = ? where sequence = ?", row -> row.getBytes(2));
    }

    private static void all(Connection connection, String what, String select, String update, NewValue value)
            throws SQLException {
        long last = Long.MIN_VALUE;
        for (long done = 0;; done += BATCH) {
            long reached = batch(connection, select, update, value, last);
            connection.commit();
            if (reached == last) {
                return;
            }
            last = reached;
            if (done > 0 && done % LOG_EVERY == 0) {
                log.info("Upgrade of the database: {} {} done", done, what);
            }
        }
    }

    /** @return the last row that was changed; the given one when there was none left */
    private static long batch(Connection connection, String select, String update, NewValue value, long after)
            throws SQLException {
        long last = after;
        try (PreparedStatement old = connection.prepareStatement(select);
                PreparedStatement changed = connection.prepareStatement(update)) {
            old.setLong(1, after);
            old.setInt(2, BATCH);
            try (ResultSet rows = old.executeQuery()) {
                while (rows.next()) {
                    last = rows.getLong(1);
                    byte[] bytes = value.of(rows);
                    changed.setBytes(1, bytes);
                    changed.setLong(2, Checksum.of(bytes));
                    changed.setLong(3, last);
                    changed.addBatch();
                }
            }
            changed.executeBatch();
        }
        return last;
    }

    private static byte[] compact(byte[] blob, int dimension) {
        if (blob.length != dimension * Short.BYTES) {
            return blob;
        }
        ShortBuffer shorts = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = Float.float16ToFloat(shorts.get(i));
        }
        return Int8Vector.encode(values);
    }

    @FunctionalInterface
    private interface NewValue {
        byte[] of(ResultSet row) throws SQLException;
    }
}
