package dev.geofix.backup;

import dev.geofix.gallery.Checksum;
import dev.geofix.gallery.GalleryName;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.inference.ModelOnDisk;
import dev.geofix.inference.ModelVersion;
import dev.geofix.platform.UserException;
import dev.geofix.vectorindex.Int8Vector;
import dev.geofix.verification.LocalFeatures;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks at everything that a data folder keeps of galleries; changes nothing. */
final class StoreCheck {
    private static final String RESTORE = "Go back to a backup, or run SQLite's .recover on a copy.";

    private final Path data;
    private final boolean decode;
    private final List<Finding> findings = new ArrayList<>();

    /** @param decode whether to open every picture, beside comparing its checksum */
    StoreCheck(Path data, boolean decode) {
        this.data = data;
        this.decode = decode;
    }

    /** How much was looked at. */
    record Summary(long galleries, long tiles) {}

    record Report(Summary summary, List<Finding> findings) {
        boolean ok() {
            return findings.isEmpty();
        }
    }

    private record Kept(long id, String name, String model, int dimension, TileChecks.Count count) {
        String title() {
            return "gallery '" + name + "'";
        }
    }

    static Summary count(Path data) throws SQLException {
        try (Connection database = Database.open(data)) {
            return new Summary(number(database, "select count(*) from gallery"),
                    number(database, "select count(*) from tile"));
        }
    }

    /** @throws UserException when there is no database, or one that this version has not upgraded yet */
    Report run() {
        Summary summary = new Summary(0, 0);
        try (Connection database = Database.open(data)) {
            Database.damage(database).forEach(line -> findings.add(new Finding("the database", line, RESTORE)));
            if (!Database.isUpgraded(database)) {
                throw new UserException("the database in " + data
                        + " is of an older version; start the service on it once, which upgrades it");
            }
            summary = count(data);
            for (Kept gallery : galleries(database)) {
                check(database, gallery);
            }
        } catch (SQLException e) {
            findings.add(new Finding("the database", "cannot be read (" + e.getMessage() + ")", RESTORE));
        }
        return new Report(summary, List.copyOf(findings));
    }

    private void check(Connection database, Kept gallery) throws SQLException {
        try {
            new GalleryName(gallery.name());
            int dimension = ModelOnDisk.dimension(data.resolve("models"), new ModelVersion(gallery.model()));
            if (dimension != gallery.dimension()) {
                findings.add(new Finding(gallery.title(), "its descriptors have " + gallery.dimension()
                        + " values, but its model " + gallery.model() + " makes " + dimension,
                        "Another model of that name was put in its place: install the one before, or reindex with a third."));
            }
        } catch (IllegalArgumentException e) {
            findings.add(new Finding(gallery.title(), "its model " + gallery.model() + " cannot be used ("
                    + e.getMessage() + ")",
                    "Install that model again, or activate another one and reindex the gallery."));
        }
        TileChecks.Count found = new TileChecks(gallery.title(), gallery.dimension(), decode, findings).run(database,
                gallery.id(),
                gallery.model());
        compare(gallery, "tiles", gallery.count().tiles(), found.tiles());
        compare(gallery, "tiles with local features", gallery.count().withFeatures(), found.withFeatures());
    }

    private void compare(Kept gallery, String what, long counted, long found) {
        if (counted != found) {
            findings.add(new Finding(gallery.title(), "it counts " + counted + " " + what + " and holds " + found,
                    RESTORE));
        }
    }

    private static List<Kept> galleries(Connection database) throws SQLException {
        List<Kept> galleries = new ArrayList<>();
        try (Statement sql = database.createStatement();
                ResultSet row = sql
                        .executeQuery("""
                                select id, name, model, dimension, tiles, tiles_with_features from gallery
                                order by name""")) {
            while (row.next()) {
                galleries.add(new Kept(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4),
                        new TileChecks.Count(row.getLong(5), row.getLong(6))));
            }
        }
        return galleries;
    }

    private static long number(Connection database, String query) throws SQLException {
        try (Statement sql = database.createStatement(); ResultSet row = sql.executeQuery(query)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /**
     * Something that is wrong in a data folder.
     *
     * @param item what it concerns, such as {@code tile 't-4' of gallery 'town'}
     * @param problem what is wrong, as a part of a sentence
     * @param wayOut what to do, a sentence
     */
    record Finding(String item, String problem, String wayOut) {}

    /** Looks at the tiles of one gallery. */
    private static final class TileChecks {
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
                    findings.add(
                            new StoreCheck.Finding(tile, "its local features are not what was written", DELETE_FIRST));
                } else {
                    LocalFeatures.of(bytes);
                }
            } catch (IllegalArgumentException e) {
                findings.add(new StoreCheck.Finding(tile, "its local features cannot be read (" + e.getMessage() + ")",
                        DELETE_FIRST));
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
            findings.add(new StoreCheck.Finding(tile, problem, PUT_AGAIN));
        }
    }
}
