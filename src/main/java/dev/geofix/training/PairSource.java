package dev.geofix.training;

import dev.geofix.imaging.RgbImage;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Places that training pairs are drawn from. Safe for use by several threads. */
public interface PairSource {
    /** How many places there are; they are numbered from 0. */
    int places();

    /** What a place is called where it must be found again. */
    String name(int place);

    /** Steps in which batches of that size go through everything once; 0 where that means nothing. */
    int epochSteps(int count);

    /**
     * The pairs of a step, up to {@code count}, of which no two show the same ground, so that each is a true negative of the
     * others. They depend on step and seeds alone.
     */
    List<PairDraw> batch(int count, long step, Seeds seeds);

    /**
     * A fresh pair of views, geometry varied, colours as they are; null when no picture of the place can be read.
     *
     * @param size pixels a side
     */
    @Nullable
    ViewPair draw(PairDraw pick, int size, SplittableRandom random) throws IOException;

    /**
     * One place seen twice, both pictures square and of the network's input size: by a drone, and as a satellite tile shows it.
     *
     * @param aligned whether the headings agree already: then neither view may be turned by itself
     */
    record ViewPair(RgbImage drone, RgbImage satellite, boolean aligned) {}

    /**
     * A pair to draw.
     *
     * @param view which of the place's drone views; {@link #ANY} leaves it to chance
     */
    record PairDraw(int place, int view) {
        static final int ANY = -1;

        static PairDraw any(int place) {
            return new PairDraw(place, ANY);
        }
    }
}
