package dev.geofix.verification;

import dev.geofix.imaging.Homography;
import dev.geofix.geo.GeoPoint;
import dev.geofix.geo.LocalFrame;
import dev.geofix.verification.SimilarityEstimator.Bounds;
import dev.geofix.verification.SimilarityEstimator.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares one view of a photo with tiles, as many as are given, and finds the placement that most of its keypoints agree with.
 *
 * <p>Each tile is matched and estimated alone, since all tiles together would drown the right matches in wrong ones. Then the neighbours of the best tiles join them in one frame in
 * metres, where the placement is fitted again to everything that agrees.
 */
final class ViewSearch {
    /** Distance up to which a match agrees, pixels of the view: 2 to 4 are keypoints' own, the rest is height of ground and lens. */
    private static final double TOLERANCE = 6;
    private static final float LEAST_COSINE = 0.65f;
    private static final double LEAST_BASE = 40;
    /** Estimates of single tiles that a joint placement is begun from. */
    private static final int STARTS = 3;
    /** Estimates whose middles lie within so many tolerances of each other are the same. */
    private static final double SAME = 2;
    /** A placement that puts the middle of the view farther than so many views from another's is elsewhere. */
    private static final double ELSEWHERE = 0.15;
    private static final int FEWEST = 5;
    /** Half the difference of the greatest and least scale over their mean. */
    private static final double MOST_SHEAR = 0.25;
    private static final int ENOUGH_FOR_HOMOGRAPHY = 40;
    private static final double SPREAD_FOR_HOMOGRAPHY = 0.5;

    private record Looked(Reference reference, LocalFrame frame, FeatureMatcher.Pairs pairs,
            @Nullable Estimate estimate) {
        double worth() {
            return estimate == null ? 0 : estimate.worth();
        }
    }

    private final PhotoView view;
    private final double width;
    private final double height;
    private final Bounds bounds;
    private final FeatureMatcher matcher;
    private final List<Looked> looked = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    /** @param slack what is thought possible of scale and turn round the view's own */
    ViewSearch(PhotoView view, Slack slack) {
        this.view = view;
        width = view.features().width();
        height = view.features().height();
        double scale = view.metersPerPixel();
        bounds = new Bounds(scale / slack.scale(), scale * slack.scale(), slack.turnDegrees());
        matcher = new FeatureMatcher(view.features());
    }

    /**
     * How far a view may be from the truth.
     *
     * @param scale factor to either side
     * @param turnDegrees to either side
     */
    record Slack(double scale, double turnDegrees) {}

    /**
     * Tiles have nothing to do with each other here, so each free core takes some.
     *
     * @return how many of them are new
     */
    int look(List<Reference> references) {
        List<Reference> unseen = references.stream().filter(reference -> seen.add(reference.id())).toList();
        looked.addAll(unseen.parallelStream().map(this::looked).toList());
        return unseen.size();
    }

    private Looked looked(Reference reference) {
        FeatureMatcher.Pairs pairs = matcher.match(reference.features(), LEAST_COSINE);
        LocalFrame frame = reference.frame();
        Estimate estimate = new SimilarityEstimator(points(frame, 0, reference, pairs), bounds, tolerance(),
                LEAST_BASE).best();
        return new Looked(reference, frame, pairs, estimate);
    }

    /** Of the tiles so far, the most matches that one agrees on. */
    int mostAgreeing() {
        return looked.stream().map(Looked::estimate).filter(Objects::nonNull)
                .mapToInt(estimate -> estimate.inliers().length).max().orElse(0);
    }

    private double tolerance() {
        return TOLERANCE * view.metersPerPixel();
    }

    private Correspondences points(LocalFrame frame, int number, Reference reference, FeatureMatcher.Pairs pairs) {
        int count = pairs.count();
        Correspondences points = new Correspondences(pairs.first(), new int[count], pairs.second(), new double[count],
                new double[count], new double[count], new double[count]);
        Arrays.fill(points.reference(), number);
        for (int i = 0; i < count; i++) {
            points.x()[i] = view.x(pairs.first()[i]);
            points.y()[i] = view.y(pairs.first()[i]);
            points.east()[i] = reference.east(frame, reference.features().x()[pairs.second()[i]] + 0.5);
            points.south()[i] = reference.south(frame, reference.features().y()[pairs.second()[i]] + 0.5);
        }
        return points;
    }

    /** The best placement by what has been looked at; null when there is none at all. */
    @Nullable
    Placement best() {
        List<Looked> starts = looked.stream().sorted(Comparator.comparingDouble(Looked::worth).reversed())
                .limit(STARTS).toList();
        Placement best = null;
        for (Looked start : starts) {
            Placement joined = best != null && leadsTo(start, best) ? null : joined(start);
            if (joined != null && (best == null || joined.agreeing().length > best.agreeing().length)) {
                best = joined;
            }
        }
        return best;
    }

    /** Whether a tile alone says what was found already, so that it would be found again. */
    private boolean leadsTo(Looked start, Placement found) {
        Estimate estimate = start.estimate();
        return estimate != null && start.frame().point(estimate.map().x(width / 2, height / 2),
                estimate.map().y(width / 2, height / 2)).distanceTo(found.middle()) <= SAME * tolerance();
    }

    private @Nullable Placement joined(Looked start) {
        Estimate estimate = start.estimate();
        if (estimate == null || estimate.inliers().length < FEWEST) {
            return null;
        }
        LocalFrame frame = start.frame();
        Homography map = estimate.map();
        double[] box = Placement.box(map, width, height);
        List<Integer> taking = new ArrayList<>();
        List<Correspondences> parts = new ArrayList<>();
        for (int i = 0; i < looked.size(); i++) {
            Looked tile = looked.get(i);
            if (tile == start || Placement.touches(frame, box, tile.reference())) {
                taking.add(i);
                parts.add(points(frame, i, tile.reference(), tile.pairs()));
            }
        }
        Correspondences points = Correspondences.join(parts);
        PlanarFit.Fit fit = PlanarFit.fit(points, map, PlanarFit.Model.SIMILARITY, tolerance());
        if (fit == null || !admits(fit.map())) {
            return null;
        }
        fit = finer(points, fit);
        int[] agreeing = once(points, fit);
        if (agreeing.length < FEWEST) {
            return null;
        }
        return new Placement(frame, view, fit, points, agreeing, looked.stream().map(Looked::reference).toList(),
                evidence(frame, fit, points, agreeing, taking));
    }

    /** An affine map or a homography, where there are enough points all over the view and it explains them clearly better. */
    private PlanarFit.Fit finer(Correspondences points, PlanarFit.Fit similarity) {
        PlanarFit.Fit best = similarity;
        int[] agreeing = once(points, similarity);
        if (agreeing.length < ENOUGH_FOR_HOMOGRAPHY || spread(points, agreeing) < SPREAD_FOR_HOMOGRAPHY) {
            return best;
        }
        for (PlanarFit.Model model : List.of(PlanarFit.Model.AFFINE, PlanarFit.Model.HOMOGRAPHY)) {
            PlanarFit.Fit next = PlanarFit.fit(points, best.map(), model, tolerance());
            if (next != null && admits(next.map()) && explainsBetter(next, best)) {
                best = next;
            }
        }
        return best;
    }

    /** By the Bayesian information criterion, on Tukey's cost. */
    private static boolean explainsBetter(PlanarFit.Fit finer, PlanarFit.Fit coarser) {
        double points = 2.0 * coarser.inliers().length;
        double gain = points * Math.log(Math.max(1e-12, coarser.cost()) / Math.max(1e-12, finer.cost()));
        return gain > (finer.model().parameters - coarser.model().parameters) * Math.log(points);
    }

    /** Whether the map is what a camera that looks down can see: within the bounds everywhere on the view, not mirrored, nearly true to angles. */
    private boolean admits(Homography map) {
        for (int corner = 0; corner < 5; corner++) {
            double x = corner == 4 ? width / 2 : corner % 2 * width;
            double y = corner == 4 ? height / 2 : corner / 2 * height;
            if (!(map.depth(x, y) > 0)) {
                return false;
            }
            double[] j = map.jacobian(x, y);
            double a = (j[0] + j[3]) / 2;
            double b = (j[2] - j[1]) / 2;
            double shear = Math.hypot((j[0] - j[3]) / 2, (j[1] + j[2]) / 2);
            if (!bounds.admit(a, b) || shear > MOST_SHEAR * Math.hypot(a, b)) {
                return false;
            }
        }
        return true;
    }

    /** Of a keypoint that agrees with several tiles, the nearest. */
    private static int[] once(Correspondences points, PlanarFit.Fit fit) {
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int i : fit.inliers()) {
            nearest.merge(points.keypoint()[i], i, (one, other) -> PlanarFit.squared(points, fit.map(),
                    one) <= PlanarFit.squared(points, fit.map(), other) ? one : other);
        }
        return nearest.values().stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private Evidence evidence(LocalFrame frame, PlanarFit.Fit fit, Correspondences points, int[] agreeing,
            List<Integer> taking) {
        Homography map = fit.map();
        double[] j = map.jacobian(width / 2, height / 2);
        double a = (j[0] + j[3]) / 2;
        double b = (j[2] - j[1]) / 2;
        double squares = 0;
        for (int i : agreeing) {
            squares += PlanarFit.squared(points, map, i);
        }
        double score = taking.stream().mapToDouble(i -> looked.get(i).reference().score()).max().orElse(0);
        return new Evidence(agreeing.length, (int) Arrays.stream(points.keypoint()).distinct().count(),
                spread(points, agreeing), Math.sqrt(squares / (2.0 * agreeing.length)) / view.metersPerPixel(),
                runnerUp(frame, map), Math.hypot(a, b) / view.metersPerPixel(),
                Math.toDegrees(Math.atan2(b, a)), score);
    }

    private double spread(Correspondences points, int[] agreeing) {
        double xx = 0;
        double xy = 0;
        double yy = 0;
        double meanX = Arrays.stream(agreeing).mapToDouble(i -> points.x()[i]).average().orElse(0);
        double meanY = Arrays.stream(agreeing).mapToDouble(i -> points.y()[i]).average().orElse(0);
        for (int i : agreeing) {
            double x = (points.x()[i] - meanX) / width;
            double y = (points.y()[i] - meanY) / height;
            xx += x * x;
            xy += x * y;
            yy += y * y;
        }
        double half = (xx + yy) / 2;
        double lesser = half - Math.hypot((xx - yy) / 2, xy);
        return Math.sqrt(Math.max(0, lesser) / agreeing.length * 12);
    }

    /** The most that agree on one tile with a placement that puts the photo's middle elsewhere. */
    private int runnerUp(LocalFrame frame, Homography map) {
        return mostElsewhere(frame.point(map.x(width / 2, height / 2), map.y(width / 2, height / 2)));
    }

    /** The most that agree on one tile with a placement whose middle is not there. */
    int mostElsewhere(GeoPoint there) {
        double far = ELSEWHERE * Math.max(width, height) * view.metersPerPixel();
        int most = 0;
        for (Looked tile : looked) {
            Estimate estimate = tile.estimate();
            if (estimate != null && estimate.inliers().length > most) {
                Homography map = estimate.map();
                GeoPoint middle = tile.frame().point(map.x(width / 2, height / 2), map.y(width / 2, height / 2));
                if (middle.distanceTo(there) > far) {
                    most = estimate.inliers().length;
                }
            }
        }
        return most;
    }
}
