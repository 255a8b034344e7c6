package dev.geofix.kill;

import dev.geofix.locate.ExactLocate;
import dev.geofix.testing.Api;
import dev.geofix.vectorindex.Int8Vector;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Compares a service that has just started again with what it had acknowledged, and its answers with its store. */
final class Verification {
    private static final int QUERIES = 4;
    private static final int TOP_K = 10;
    private static final double TOLERANCE = 2e-3;
    private static final long JOB_SECONDS = 300;

    private final Api api;
    private final Path data;
    private final Map<String, ExactLocate> models;
    private final List<String> faults = new ArrayList<>();

    /** @param models by version */
    Verification(Api api, Path data, Map<String, ExactLocate> models) {
        this.api = api;
        this.data = data;
        this.models = models;
    }

    /** @return what is wrong; nothing when all is as it should be. The ledger is certain afterwards. */
    List<String> run(Ledger ledger, Counts counts, Random random) throws SQLException, InterruptedException {
        counts.killed(unfinished().stream().map(job -> job.path("kind").asString("")).toList());
        answersMeanwhile(random);
        waitForJobs();
        ledger.openImports().forEach(job -> ledger.ended(job, api.get(job).body().path("state").asString("")));
        String active = active();
        if (!api.get(Clients.GALLERY).body().path("model").asString("").equals(active)) {
            int status = api.post(Clients.GALLERY + "/reindex").status();
            if (status != 202) {
                faults.add("a gallery of another model cannot be reindexed: " + status);
            }
            waitForJobs();
        }
        Map<String, String> tiles = tiles();
        compare(ledger, tiles);
        Map<String, float[]> stored = stored(active);
        if (!stored.keySet().equals(tiles.keySet())) {
            faults.add("tiles without a descriptor of the gallery's model, or descriptors without a tile: "
                    + stored.keySet().size() + " and " + tiles.size());
        }
        for (int i = 0; i < QUERIES && !stored.isEmpty(); i++) {
            answersAsExact(Shots.png(random.nextInt(2000)), active, stored);
        }
        counts.checked(tiles.size(), QUERIES);
        return faults;
    }

    /** Before the jobs of the last run are through: an answer, or a conflict where no reindex was accepted. */
    private void answersMeanwhile(Random random) {
        int status = api.postImage("/api/v1/locate?gallery=town", Shots.png(random.nextInt(2000))).status();
        if (status != 200 && status != 409) {
            faults.add("right after the restart a photo was answered with " + status);
        }
    }

    private void compare(Ledger ledger, Map<String, String> tiles) {
        Map<String, String> left = new HashMap<>(tiles);
        ledger.all().forEach((tile, possible) -> {
            String found = left.remove(tile);
            int picture = possible.stream().filter(one -> one == Ledger.ABSENT
                    ? found == null
                    : found != null && found.equals(Shots.hash(one))).findFirst().orElse(Integer.MIN_VALUE);
            if (picture == Integer.MIN_VALUE) {
                faults.add(possible.equals(Set.of(Ledger.ABSENT))
                        ? "deleted, but there: " + tile
                        : "acknowledged, but " + (found == null ? "lost: " : "of another picture: ") + tile);
            } else {
                ledger.acknowledged(tile, picture);
            }
        });
        left.keySet().forEach(tile -> faults.add("there, but never put: " + tile));
    }

    private void answersAsExact(byte[] photo, String model, Map<String, float[]> stored) {
        List<Map.Entry<String, Double>> exact = models.get(model).rank(photo, stored);
        Api.Answer answer = api.postImage("/api/v1/locate?gallery=town&topK=" + TOP_K, photo);
        JsonNode matches = answer.body().path("matches");
        if (answer.status() != 200 || matches.size() != Math.min(TOP_K, exact.size())) {
            faults.add("a photo was answered with " + answer.status() + " and " + matches.size() + " matches");
            return;
        }
        Map<String, Double> scores = new HashMap<>();
        exact.forEach(tile -> scores.put(tile.getKey(), tile.getValue()));
        for (int i = 0; i < matches.size(); i++) {
            double score = matches.path(i).path("score").asDouble();
            String tile = matches.path(i).path("tile").asString("");
            if (Math.abs(score - exact.get(i).getValue()) > TOLERANCE
                    || Math.abs(score - scores.getOrDefault(tile, Double.NaN)) > TOLERANCE
                    || !scores.containsKey(tile)) {
                faults.add("match %d is %s with %.4f; an exact search finds %s".formatted(i + 1, tile, score,
                        exact.get(i)));
            }
        }
    }

    private Map<String, String> tiles() {
        Map<String, String> tiles = new TreeMap<>();
        for (String page = Clients.GALLERY + "/tiles?limit=1000"; page != null;) {
            JsonNode body = api.get(page).body();
            body.path("tiles").forEach(tile -> tiles.put(tile.path("tile").asString(""),
                    tile.path("contentHash").asString("")));
            page = body.path("next").asString(null);
        }
        return tiles;
    }

    private Map<String, float[]> stored(String model) throws SQLException {
        Map<String, float[]> stored = new HashMap<>();
        try (Connection database = DriverManager
                .getConnection("jdbc:sqlite:" + data.resolve("geofix.db") + "?busy_timeout=30000");
                PreparedStatement sql = database.prepareStatement("""
                        select tile, descriptor, dimension from tile join tile_descriptor d using (sequence)
                        join gallery on gallery.id = tile.gallery and gallery.model = d.model
                        where gallery.name = 'town' and d.model = ?""")) {
            sql.setString(1, model);
            try (ResultSet row = sql.executeQuery()) {
                while (row.next()) {
                    stored.put(row.getString(1), Int8Vector.decode(row.getBytes(2), row.getInt(3)));
                }
            }
        }
        return stored;
    }

    private String active() {
        for (JsonNode model : api.get("/api/v1/models").body()) {
            if (model.path("active").asBoolean()) {
                return model.path("version").asString("");
            }
        }
        return "";
    }

    private void waitForJobs() throws InterruptedException {
        long end = System.nanoTime() + JOB_SECONDS * 1_000_000_000;
        while (!unfinished().isEmpty()) {
            if (System.nanoTime() > end) {
                faults.add("a job does not end: " + unfinished());
                return;
            }
            Thread.sleep(50);
        }
    }

    private List<JsonNode> unfinished() {
        List<JsonNode> jobs = new ArrayList<>();
        api.get("/api/v1/jobs?state=queued").body().forEach(jobs::add);
        api.get("/api/v1/jobs?state=running").body().forEach(jobs::add);
        return jobs;
    }
}
