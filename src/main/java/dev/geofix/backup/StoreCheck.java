package dev.geofix.backup;

import dev.geofix.gallery.GalleryName;
import dev.geofix.inference.ModelOnDisk;
import dev.geofix.inference.ModelVersion;
import dev.geofix.platform.UserException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

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
}
