package dev.geofix.locate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An answer as RFC 7946 features: the fix as a point, with it the ground that the photo shows and the camera where they are known, each match as its tile's rectangle, or as its
 * centre where the tile has no bounds. */
final class GeoJson {
    static final String MEDIA_TYPE = "application/geo+json";

    record FeatureCollection(String type, String model, String gallery, List<Feature> features) {}

    record Feature(String type, Geometry geometry, Map<String, Object> properties) {}

    record Geometry(String type, Object coordinates) {}

    private GeoJson() {}

    static FeatureCollection of(LocateAnswer answer) {
        List<Feature> features = new ArrayList<>();
        PositionFix fix = answer.fix();
        if (fix != null) {
            features.add(feature(new Geometry("Point", List.of(fix.longitude(), fix.latitude())), "fix",
                    Map.of("radiusMeters", fix.radiusMeters(), "confidence", fix.confidence(), "accepted",
                            fix.accepted(), "method", fix.method())));
            if (fix.footprint() != null) {
                features.add(feature(footprint(fix.footprint()), "footprint", Map.of("accepted", fix.accepted())));
            }
            PositionFix.Camera camera = fix.camera();
            if (camera != null) {
                features.add(feature(new Geometry("Point", List.of(camera.longitude(), camera.latitude())), "camera",
                        Map.of("heightMeters", camera.heightMeters(), "headingDegrees", camera.headingDegrees(),
                                "pitchDegrees", camera.pitchDegrees(), "radiusMeters", camera.radiusMeters())));
            }
        }
        for (LocateAnswer.Match match : answer.matches()) {
            features.add(feature(geometry(match), "match", Map.of("rank", match.rank(), "tile", match.tile(),
                    "score", match.score(), "image", match.image())));
        }
        return new FeatureCollection("FeatureCollection", answer.model(), answer.gallery(), features);
    }

    private static Feature feature(Geometry geometry, String role, Map<String, Object> properties) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("role", role);
        all.putAll(properties);
        return new Feature("Feature", geometry, all);
    }

    private static Geometry geometry(LocateAnswer.Match match) {
        double[] bounds = match.bounds();
        return bounds == null
                ? new Geometry("Point", List.of(match.longitude(), match.latitude()))
                : rectangle(bounds);
    }

    /** Its corners run clockwise, the RFC's the other way. */
    private static Geometry footprint(List<double[]> corners) {
        List<List<Double>> ring = new ArrayList<>();
        for (int i = corners.size(); i >= 0; i--) {
            double[] corner = corners.get(i % corners.size());
            ring.add(List.of(corner[0], corner[1]));
        }
        return new Geometry("Polygon", List.of(ring));
    }

    /** Counter-clockwise, as the RFC wants it; east counts on past 180° where the tile crosses the date line. */
    private static Geometry rectangle(double[] bounds) {
        double west = bounds[0];
        double south = bounds[1];
        double east = bounds[2] < west ? bounds[2] + 360 : bounds[2];
        double north = bounds[3];
        return new Geometry("Polygon", List.of(List.of(List.of(west, south), List.of(east, south),
                List.of(east, north), List.of(west, north), List.of(west, south))));
    }
}
