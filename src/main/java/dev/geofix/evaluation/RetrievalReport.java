package dev.geofix.evaluation;

/**
 * Retrieval over all queries; shares are 0 … 1.
 *
 * @param gallerySize images that were ranked, junk left out; no figure means anything without it
 * @param queries how many; one without a match in the gallery counts as a miss with AP 0
 * @param recallAt1 share of queries whose first place is a true match
 * @param recallAt5 share with a true match among the first five
 * @param recallAt10 likewise ten
 * @param recallAt1Percent share whose first true match has a rank, from 0, of at most round(0.01 · G), G being the whole gallery with its
 * junk: CMC[round(0.01 · G)] of University1652-Baseline
 * @param ap mean average precision, see {@link QueryOutcome}
 */
public record RetrievalReport(int gallerySize, int queries, double recallAt1, double recallAt5, double recallAt10,
        double recallAt1Percent, double ap) {}
