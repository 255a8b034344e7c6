package dev.geofix.training;

import java.io.IOException;
import java.util.SplittableRandom;

/** Places that training pairs are drawn from. Safe for use by several threads. */
interface PairSource {
    /** How many places there are; they are numbered from 0. */
    int places();

    /**
     * Picks up to {@code count} places of which no two show the same ground, so that each is a true negative of the others.
     */
    int[] choose(int count, SplittableRandom random);

    /** A fresh pair of views of a place, geometry varied, colours as they are; {@code size} pixels a side. */
    ViewPair draw(int place, int size, SplittableRandom random) throws IOException;
}
