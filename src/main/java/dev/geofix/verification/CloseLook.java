package dev.geofix.verification;

import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.Pyramid;
import dev.geofix.verification.ViewSearch.Slack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one photo closely: paints it as it would lie on the map, in each of several suppositions about heading and scale, and compares it with tiles in waves that stop when the answer is
 * sure. For one photo and one thread.
 */
public final class CloseLook {
    /** Tiles that are looked at by the end of each wave; all of them are the last. */
    private static final int[] WAVES = {5, 15};
    /** A placement of this probability ends the search. A less sure one may be accepted in the end, but a better one may come: the first may be a look-alike. */
    public static final double SURE = 0.98;
    /** Fewer agreeing matches on the best tile cannot make a sure placement. */
    private static final int WORTH_JOINING = 12;
    /** Suppositions that a wave keeps at least. */
    private static final int FEWEST_KEPT = 3;
    /** A placement that is off its view by more than this is looked at again from where it was found. */
    private static final double TURN_TO_REPEAT = 8;
    private static final double SCALE_TO_REPEAT = 1.15;

    private static final Slack SLACK = new Slack(1.6, 30);
    private static final Slack SLACK_AGAIN = new Slack(1.25, 10);

    private final Views views;
    private final Trust trust;
    private final boolean isTiltKnown;
    private final long deadline;
    /** All that was looked through so far: what was seen under a supposition once is not looked at again. */
    private final Map<GroundView, Supposed> known = new LinkedHashMap<>();
    private @Nullable Verification best;
    private int lookedAt;
    private boolean outOfTime;

    /** Paints the photo as is supposed of its camera. */
    interface Views {
        /** @param isAlone whether it is the only one, which may be larger */
        PhotoView of(GroundView ground, double metersPerPixel, boolean isAlone);
    }

    /** @param isTiltKnown whether the photo says how its camera looks; else that is found */
    public CloseLook(Pyramid photo, LocalFeatureExtractor extractor, VerificationSettings settings, Trust trust,
            boolean isTiltKnown) {
        this((ground, metersPerPixel, isAlone) -> PhotoView.of(photo, ground, metersPerPixel, isAlone, extractor,
                settings.photoKeypoints()), settings.budget(), trust, isTiltKnown);
    }

    CloseLook(Views views, Duration budget, Trust trust, boolean isTiltKnown) {
        this.views = views;
        this.trust = trust;
        this.isTiltKnown = isTiltKnown;
        deadline = System.nanoTime() + budget.toNanos();
    }

    /** Comparisons of a view with a tile so far. */
    public int comparisons() {
        return lookedAt;
    }

    /** Whether the time ran out before everything was looked at. */
    public boolean isOutOfTime() {
        return outOfTime;
    }

    private record Supposed(GroundView ground, ViewSearch search) {}

    /**
     * The best placement under some suppositions, or under those of an earlier call.
     *
     * @param suppositions the likeliest first
     * @param most of the candidates that are looked at
     * @return null when nothing agrees at all
     */
    public @Nullable Verification look(List<GroundView> suppositions, Candidates candidates, int most) {
        List<GroundView> under = suppositions;
        int from = 0;
        for (int to : waves(Math.min(most, candidates.count()))) {
            List<Reference> wave = candidates.read(from, to);
            for (GroundView ground : wave.isEmpty() ? List.<GroundView>of() : under) {
                if (isTimeUp()) {
                    return best;
                }
                if (looked(supposed(ground, wave.getFirst(), suppositions.size() == 1), wave)) {
                    finish(candidates, to);
                    return best;
                }
            }
            under = likelier(under);
            from = to;
        }
        for (GroundView ground : under) {
            Supposed supposed = known.get(ground);
            if (supposed != null) {
                offer(supposed, supposed.search().best());
            }
        }
        finish(candidates, from);
        return best;
    }

    private Supposed supposed(GroundView ground, Reference like, boolean alone) {
        return known.computeIfAbsent(ground,
                unseen -> new Supposed(unseen, new ViewSearch(views.of(unseen, like.metersPerPixel(), alone), SLACK)));
    }

    private static List<Integer> waves(int last) {
        List<Integer> waves = new ArrayList<>();
        for (int wave : WAVES) {
            if (wave < last) {
                waves.add(wave);
            }
        }
        if (last > 0) {
            waves.add(last);
        }
        return waves;
    }

    private boolean isTimeUp() {
        outOfTime = outOfTime || System.nanoTime() - deadline > 0;
        return outOfTime;
    }

    /** Whether the best is a sure one now. */
    private boolean looked(Supposed supposed, List<Reference> wave) {
        lookedAt += supposed.search().look(wave);
        if (supposed.search().mostAgreeing() >= WORTH_JOINING) {
            offer(supposed, supposed.search().best());
        }
        return best != null && best.probability() >= SURE;
    }

    private void offer(Supposed supposed, @Nullable Placement placement) {
        Verification before = best == null ? null : verification(best.ground(), best.placement());
        Verification offered = placement == null ? null : verification(supposed.ground(), placement);
        best = before == null || offered != null && offered.probability() > before.probability() ? offered : before;
    }

    /** With the runner-up under all suppositions so far. */
    private Verification verification(GroundView ground, Placement placement) {
        GeoPoint middle = placement.ground(ground.width() / 2.0, ground.height() / 2.0);
        int runnerUp = known.values().stream()
                .mapToInt(other -> other.search().mostElsewhere(middle)).max().orElse(0);
        Placement compared = placement.withRunnerUp(runnerUp);
        return new Verification(compared, ground, trust.probability(compared.evidence()));
    }

    /** The half that more agrees with, so that much can be supposed at first and little is looked at to the end. */
    private List<GroundView> likelier(List<GroundView> under) {
        int kept = Math.max(FEWEST_KEPT, (under.size() + 1) / 2);
        return under.stream().filter(known::containsKey)
                .sorted(Comparator.comparingInt((GroundView ground) -> mostAgreeing(ground)).reversed()).limit(kept)
                .toList();
    }

    private int mostAgreeing(GroundView ground) {
        Supposed supposed = known.get(ground);
        return supposed == null ? 0 : supposed.search().mostAgreeing();
    }

    /** The best is seen once more as it was found to lie, where that differs from what was supposed: features bear only so much of a turn. */
    private void finish(Candidates candidates, int reach) {
        Verification found = best;
        if (found == null) {
            return;
        }
        Evidence evidence = found.placement().evidence();
        boolean near = Math.abs(evidence.turnDegrees()) <= TURN_TO_REPEAT && evidence.scaleRatio() <= SCALE_TO_REPEAT
                && evidence.scaleRatio() >= 1 / SCALE_TO_REPEAT;
        if (!near) {
            GroundView again = found.ground().turned(evidence.turnDegrees()).scaled(1 / evidence.scaleRatio());
            found = again(found, again, candidates, reach, 1);
        }
        // What an earlier call has tried in vain is not tried again.
        best = isTiltKnown
                ? found
                : new AxisSearch((from, view, gain) -> known.containsKey(view)
                        ? from
                        : again(from, view, candidates, reach, gain)).from(found);
    }

    /**
     * Looks at the tiles where something was found again, under another supposition.
     *
     * @param gain so many times as much must agree for it to be taken
     * @return the same where it was not
     */
    private Verification again(Verification found, GroundView again, Candidates candidates, int reach, double gain) {
        List<Reference> touched = isTimeUp() ? List.of() : found.placement().touched(candidates.read(0, reach));
        if (touched.isEmpty()) {
            return found;
        }
        Supposed supposed = new Supposed(again,
                new ViewSearch(views.of(again, touched.getFirst().metersPerPixel(), true),
                        SLACK_AGAIN));
        known.put(again, supposed);
        lookedAt += supposed.search().look(touched);
        Placement placement = supposed.search().best();
        return placement == null || placement.agreeing().length < gain * found.placement().agreeing().length
                ? found
                : verification(again, placement);
    }

    /** The tiles that a photo is compared with, the likeliest first; read piece by piece, as far as they are needed. */
    public interface Candidates {
        /** How many there are. */
        int count();

        /** Those from one number to before another. One without local features is left out. */
        List<Reference> read(int from, int to);
    }
}
