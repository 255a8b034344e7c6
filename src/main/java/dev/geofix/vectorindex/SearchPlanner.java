package dev.geofix.vectorindex;

/**
 * Chooses how a search finds its candidates, by what each way costs. The costs were measured in CPU time on 20,000 vectors of 8192 values (sign bits of
 * 1 KB), re-rank included: 2.1 ms for a scan; 4.0 ms for the graph at a breadth of 300, which grows little with its size.
 *
 * @param exactBelow that many vectors or fewer are compared exactly, without bits: it costs little more than a re-rank, and a
 *            mean over so few says little
 * @param graphFrom slots from which on a graph is worth building
 * @param scanMicros cost of a slot in a scan
 * @param graphMicros cost of a unit of breadth in the graph
 * @param leastCandidates compared exactly, however few are asked for
 * @param breadthPerCandidate breadth of the search in the graph for each of them
 * @param breadthGrowsFrom slots from which on the breadth grows with the root of their number, or a larger graph would miss more: at
 *            a breadth of 300 the recall@10 is 0.999 at 20,000, 0.994 at 100,000 and 0.967 at a million, where 1000 brings 0.994
 */
public record SearchPlanner(int exactBelow, int graphFrom, double scanMicros, double graphMicros, int leastCandidates,
        double breadthPerCandidate, int breadthGrowsFrom) {
    public static final SearchPlanner DEFAULT = new SearchPlanner(256, 20_000, 0.1, 13);

    public SearchPlanner(int exactBelow, int graphFrom, double scanMicros, double graphMicros) {
        this(exactBelow, graphFrom, scanMicros, graphMicros, 100, 3, 100_000);
    }

    /** Candidates to compare exactly: Hamming distances order well enough that the k best are among them. */
    int candidates(int k) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(leastCandidates, 4L * k));
    }

    /**
     * Breadth of a graph search from which enough candidates remain when dead and filtered slots have dropped out.
     *
     * @param share of the slots that may be returned, above 0
     * @param covered slots in the graph
     */
    double breadth(int k, double share, int covered) {
        return breadthPerCandidate * candidates(k) * Math.sqrt(Math.max(1, (double) covered / breadthGrowsFrom))
                / share;
    }

    /**
     * @param share of the slots that may be returned, estimated
     * @param covered slots in the graph, 0 without one; the rest is scanned beside it
     */
    boolean prefersGraph(int k, double share, int slots, int covered) {
        return covered > 0 && share > 0
                && graphMicros * breadth(k, share, covered) + scanMicros * (slots - covered) < scanMicros * slots;
    }

    /** The same, but the graph is asked whatever it costs. */
    public SearchPlanner askingTheGraph() {
        return new SearchPlanner(exactBelow, graphFrom, scanMicros, 0, leastCandidates, breadthPerCandidate,
                breadthGrowsFrom);
    }

    /** The same with these numbers at any size. */
    public SearchPlanner atBreadth(int candidates, int breadth) {
        return new SearchPlanner(exactBelow, graphFrom, scanMicros, graphMicros, candidates,
                (double) breadth / candidates, Integer.MAX_VALUE);
    }
}
