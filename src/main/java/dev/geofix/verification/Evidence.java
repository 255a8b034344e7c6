package dev.geofix.verification;

/**
 * What speaks for a placement and against it.
 *
 * @param inliers keypoints of the photo that agree with it
 * @param matches keypoints of the photo that were matched at all, with the tiles that take part
 * @param spread of the agreeing keypoints over the view, 0 (a spot or a line) to about 1 (all over): the lesser of their two standard deviations over that of a
 *     view full of them
 * @param residual their standard deviation, pixels of the view
 * @param runnerUp keypoints that agree with the best placement elsewhere
 * @param scaleRatio ground sample distance found over the one expected
 * @param turnDegrees heading found less the one expected
 * @param score of retrieval, the best of the tiles that take part
 */
public record Evidence(int inliers, int matches, double spread, double residual, int runnerUp, double scaleRatio,
        double turnDegrees, double score) {
    /** Share of the matched keypoints that agree. */
    public double ratio() {
        return matches == 0 ? 0 : (double) inliers / matches;
    }
}
