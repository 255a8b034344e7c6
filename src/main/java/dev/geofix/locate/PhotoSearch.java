package dev.geofix.locate;

import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileMatch;
import dev.geofix.gallery.TileSearch;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.BoundingBox;
import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.imaging.Pyramid;
import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.Warp;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.View;
import dev.geofix.verification.CloseLook;
import dev.geofix.verification.LocalFeatures;
import dev.geofix.verification.Reference;
import dev.geofix.verification.Verification;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One photo on its way to a place: squares of it are embedded, each is searched for, and the best tiles are looked at closely. What is not known of the photo is supposed, and only as widely as
 * needed:
 *
 * <ol>
 * <li>heading known: as it says, squares across the photo;
 * <li>not found so, or heading unknown: every turn, at the scale that is known, or at that of a photo whose shorter side shows a tile;
 * <li>not found so, and scale unknown: every turn at other scales.
 * </ol>
 */
public final class PhotoSearch {
    private static final int TURN = 30;
    private static final List<Double> QUARTERS = List.of(0.0, 90.0, 180.0, 270.0);
    /** Scales that are supposed after the first, likeliest first: a photo shows more ground than supposed rather than less. */
    private static final List<Double> OTHER_SCALES = List.of(0.6, 1.7, 0.36);
    /** Likewise where a scale is told: it may be of another height than that above the ground shown. */
    private static final List<Double> NEIGHBOURING_SCALES = List.of(0.7, 1.4);
    /** Tiles that are looked at under many suppositions, of which all but one are wrong. */
    private static final int FEWER_CANDIDATES = 15;
    /** Tiles that are looked at before more of the photo is embedded: most photos are found among them. */
    private static final int FIRST_CANDIDATES = 5;
    /** Squares beside the middle one begin where the photo is so many times as long as a square. */
    private static final double WORTH_ACROSS = 1.3;
    private static final double ACROSS = 0.25;
    private final Pyramid image;
    private final PhotoMetadata photo;
    private final Encoder encoder;
    private final TileSearch tiles;
    private final @Nullable Double tileSide;
    private final SearchRequest request;
    private final Stopwatch watch;
    private final QueryView view;

    /** @param tileSide ground side of the gallery's tiles, metres; absent when none has bounds */
    public PhotoSearch(Pyramid image, PhotoMetadata photo, Encoder encoder, TileSearch tiles, @Nullable Double tileSide,
            SearchRequest request, LocateSettings settings, Stopwatch watch) {
        this.image = image;
        this.photo = photo;
        this.tileSide = tileSide;
        this.encoder = encoder;
        this.tiles = tiles;
        this.request = request;
        this.watch = watch;
        view = QueryView.of(photo, tileSide, settings);
    }

    /** Whether the photo says how its camera looks; a {@link CloseLook} finds it out otherwise. */
    public static boolean tellsTilt(PhotoMetadata photo) {
        return QueryView.tellsTilt(photo);
    }

    /**
     * What was found.
     *
     * @param view square of the photo that retrieval was asked for
     * @param ranked tiles that look like it, best first; null where the photo was verified without asking for them
     * @param seen tiles that any square of the photo was compared with, best first
     * @param verification the best that looking closely found; null when it found nothing, or did not look
     */
    public record Found(QueryView view, @Nullable List<TileMatch> ranked, List<TileMatch> seen,
            @Nullable Verification verification) {}

    /** By descriptors alone. */
    public Found retrieve() {
        List<TileMatch> ranked = ranked(view.render(image, photo, encoder.inputSize()));
        return new Found(view, ranked, ranked, null);
    }

    /** By descriptors, then closely, until a placement is sure. */
    public Found verify(CloseLook look, int candidates) {
        Double side = tileSide;
        if (side == null) {
            return retrieve();
        }
        boolean headingKnown = view.headingDegrees() != null;
        Double scale = view.scale();
        GroundView ground = view.ground(photo, Math.min(photo.width(), photo.height()) / side);
        List<List<TileMatch>> seen = new ArrayList<>();
        Verification best = null;
        if (headingKnown) {
            for (List<Double> offsets : List.of(List.of(0.0), List.of(-1.0, 1.0))) {
                List<RgbImage> squares = across(ground, offsets);
                if (!squares.isEmpty()) {
                    seen.add(ranked(squares));
                }
                best = look(look, List.of(ground), best(seen),
                        offsets.contains(0.0) ? Math.min(FIRST_CANDIDATES, candidates) : candidates);
                if (isSure(best)) {
                    return new Found(view, null, best(seen), best);
                }
            }
        }
        Map<Double, Double> bestOfTurn = new HashMap<>();
        List<TileMatch> ranked = ranked(view.render(image, photo, encoder.inputSize()), view.turns(), bestOfTurn);
        List<Double> missing = QUARTERS.stream().filter(turn -> !view.turns().contains(turn)).toList();
        seen.add(ranked);
        if (!missing.isEmpty()) {
            seen.add(ranked(view.withTurns(missing).render(image, photo, encoder.inputSize()), missing, bestOfTurn));
        }
        List<GroundView> turned = turned(ground, bestOfTurn, headingKnown);
        best = look(look, turned, best(seen), candidates);
        if (!isSure(best) && !look.isOutOfTime()) {
            List<RgbImage> beside = QUARTERS.stream()
                    .flatMap(turn -> across(ground.turned(turn), List.of(-1.0, 1.0)).stream()).toList();
            if (!beside.isEmpty()) {
                seen.add(ranked(beside));
                best = look(look, turned, best(seen), candidates);
            }
        }
        for (double factor : scale == null ? OTHER_SCALES : NEIGHBOURING_SCALES) {
            if (isSure(best) || look.isOutOfTime()) {
                break;
            }
            List<TileMatch> atScale = best(seen);
            if (scale != null || factor < 1) {
                atScale = ranked(view.scaled(factor, Math.min(photo.width(), photo.height()), side)
                        .withTurns(QUARTERS).render(image, photo, encoder.inputSize()), QUARTERS, bestOfTurn);
                seen.add(atScale);
            }
            List<GroundView> scaled = turned(ground, bestOfTurn, false).stream().map(one -> one.scaled(factor))
                    .toList();
            best = look(look, scaled, atScale, FEWER_CANDIDATES);
        }
        return new Found(view, ranked, best(seen), best);
    }

    private static boolean isSure(@Nullable Verification best) {
        return best != null && best.probability() >= CloseLook.SURE;
    }

    private @Nullable Verification look(CloseLook look, List<GroundView> suppositions, List<TileMatch> ranked,
            int candidates) {
        Verification found = look.look(suppositions, new RankedTiles(ranked), candidates);
        watch.lap("verify");
        return found;
    }

    /**
     * Squares along the photo's longer side, of a photo that shows more than the middle one.
     *
     * @param offsets 0 for the middle, −1 and 1 for those beside it
     */
    private List<RgbImage> across(GroundView ground, List<Double> offsets) {
        double longer = Math.max(ground.groundWidth(), ground.groundHeight());
        double side = view.scale() == null ? view.side() / ground.scale() : view.side();
        double step = Math.min(ACROSS * longer, (longer - side) / 2);
        boolean wide = ground.width() >= ground.height();
        int size = encoder.inputSize();
        return offsets.stream().filter(offset -> offset == 0 || longer >= WORTH_ACROSS * side)
                .map(offset -> Warp.projective(image, ground.toPhoto(size, size, side / size,
                        wide ? offset * step : 0, wide ? 0 : offset * step).matrix(), size, size, Warp.Edge.REFLECT))
                .toList();
    }

    private List<TileMatch> ranked(List<RgbImage> squares) {
        return ranked(squares, List.of(), new HashMap<>());
    }

    /** @param bestOfTurn gets the best score of each turn, squares being in the order of the turns */
    private List<TileMatch> ranked(List<RgbImage> squares, List<Double> turns, Map<Double, Double> bestOfTurn) {
        watch.lap("preprocess");
        var descriptors = encoder.embedAll(squares, View.DRONE);
        watch.lap("embed");
        List<List<TileMatch>> found = tiles.search(descriptors, request);
        watch.lap("search");
        for (int i = 0; i < turns.size(); i++) {
            List<TileMatch> ofTurn = found.get(i);
            bestOfTurn.merge(turns.get(i), ofTurn.isEmpty() ? -1 : ofTurn.getFirst().score(), Math::max);
        }
        return best(found);
    }

    /** Each tile once, with its best score over all turns. */
    private static List<TileMatch> best(List<List<TileMatch>> turns) {
        Map<String, TileMatch> best = turns.stream().flatMap(Collection::stream)
                .collect(Collectors.toMap(match -> match.tile().id().value(), match -> match,
                        (one, other) -> one.score() >= other.score() ? one : other));
        return best.values().stream().sorted(TileMatch.BEST_FIRST).toList();
    }

    /** All turns, those first whose neighbours among the embedded ones look most like a tile. */
    private static List<GroundView> turned(GroundView ground, Map<Double, Double> bestOfTurn, boolean tried) {
        List<Integer> turns = new ArrayList<>();
        for (int turn = tried ? TURN : 0; turn < 360; turn += TURN) {
            turns.add(turn);
        }
        // A square that is turned clockwise on the photo shows it as if the photo's heading were so much less.
        turns.sort(Comparator.comparingDouble(turn -> -likeness(360 - turn, bestOfTurn)));
        return turns.stream().map(ground::turned).toList();
    }

    private static double likeness(double turn, Map<Double, Double> bestOfTurn) {
        double sum = 0;
        double weights = 0;
        for (Map.Entry<Double, Double> embedded : bestOfTurn.entrySet()) {
            double apart = Math.abs((turn - embedded.getKey()) % 360);
            double weight = Math.max(0, 1 - Math.min(apart, 360 - apart) / 90);
            sum += weight * embedded.getValue();
            weights += weight;
        }
        return weights > 0 ? sum / weights : -1;
    }

    /** Tiles of a ranking, as far as they have bounds and local features. */
    private final class RankedTiles implements CloseLook.Candidates {
        private final List<TileMatch> ranked;

        RankedTiles(List<TileMatch> ranked) {
            this.ranked = ranked.stream().filter(match -> match.tile().bounds() != null).toList();
        }

        @Override
        public int count() {
            return ranked.size();
        }

        @Override
        public List<Reference> read(int from, int to) {
            List<TileMatch> wanted = ranked.subList(from, Math.min(to, ranked.size()));
            Map<TileId, LocalFeatures> features = tiles.features(wanted.stream().map(TileMatch::tile).toList());
            List<Reference> references = new ArrayList<>();
            for (TileMatch match : wanted) {
                Tile tile = match.tile();
                BoundingBox bounds = tile.bounds();
                LocalFeatures found = features.get(tile.id());
                if (bounds != null && found != null && found.count() > 0) {
                    references.add(new Reference(tile.id().value(), bounds, found, match.score()));
                }
            }
            return references;
        }
    }
}
