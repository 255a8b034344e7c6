package dev.geofix.backup;

import dev.geofix.gallery.Checksum;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.vectorindex.Int8Vector;
import dev.geofix.verification.LocalFeatures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at the tiles of one gallery. */
final class TileChecks {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final double UNIT_TOLERANCE = 1e-2;
    private static final String PUT_AGAIN = "Put the tile again, or delete it.";
    private static final String DELETE_FIRST = "Delete the tile and put it again.";

    private final String gallery;
    private final int dimension;
    private final boolean decode;
    private final List<Finding> findings;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

    TileChecks(String gallery, int dimension, boolean decode, List<Finding> findings) {
        this.gallery = gallery;
        this.dimension = dimension;
        this.decode = decode;
        this.findings = findings;
    }

    /** How many there are, and how many of them have local features. */
    record Count(long tiles, long withFeatures) {}

    Count run(Connection database, long id, String model) throws SQLException {
        long tiles = 0;
        long withFeatures = 0;
        try (PreparedStatement sql = database.prepareStatement("""
                select tile, content_hash, descriptor, d.checksum, image, i.checksum, features, f.checksum
                from tile left join tile_descriptor d on d.sequence = tile.sequence and d.model = ?
                left join tile_image i on i.sequence = tile.sequence
                left join tile_features f on f.sequence = tile.sequence where tile.gallery = ?""")) {
            sql.setString(1, model);
            sql.setLong(2, id);
            try (ResultSet row = sql.executeQuery()) {
                for (; row.next(); tiles++) {
                    String tile = "tile '" + row.getString(1) + "' of " + gallery;
                    if (!HASH.matcher(String.valueOf(row.getString(2))).matches()) {
                        add(tile, "the hash of its content is none");
                    }
                    descriptor(tile, row.getBytes(3), row.getLong(4));
                    picture(tile, row.getBytes(5), row.getLong(6));
                    byte[] features = row.getBytes(7);
                    if (features != null) {
                        withFeatures++;
                        features(tile, features, row.getLong(8));
                    }
                }
            }
        }
        return new Count(tiles, withFeatures);
    }

    private void descriptor(String tile, byte @Nullable [] bytes, long checksum) {
        if (bytes == null) {
            add(tile, "it has no descriptor of the gallery's model");
        } else if (bytes.length != Int8Vector.length(dimension)) {
            add(tile, "its descriptor has " + bytes.length + " bytes, not " + Int8Vector.length(dimension));
        } else if (Checksum.of(bytes) != checksum) {
            add(tile, "its descriptor is not what was written");
        } else if (!isUnit(Int8Vector.decode(bytes, dimension))) {
            add(tile, "its descriptor is not of length 1");
        }
    }

    private void picture(String tile, byte @Nullable [] bytes, long checksum) {
        if (bytes == null) {
            add(tile, "it has no picture");
        } else if (Checksum.of(bytes) != checksum) {
            add(tile, "its picture is not what was written");
        } else if (decode) {
            try {
                decoder.decode(bytes);
            } catch (ImageRejectedException e) {
                add(tile, "its picture cannot be opened (" + e.getMessage() + ")");
            }
        }
    }

    private void features(String tile, byte[] bytes, long checksum) {
        try {
            if (Checksum.of(bytes) != checksum) {
                findings.add(new Finding(tile, "its local features are not what was written", DELETE_FIRST));
            } else {
                LocalFeatures.of(bytes);
            }
        } catch (IllegalArgumentException e) {
            findings.add(new Finding(tile, "its local features cannot be read (" + e.getMessage() + ")", DELETE_FIRST));
        }
    }

    private static boolean isUnit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        return Math.abs(Math.sqrt(squares) - 1) <= UNIT_TOLERANCE;
    }

    private void add(String tile, String problem) {
        findings.add(new Finding(tile, problem, PUT_AGAIN));
    }
}
