package dev.geofix.locate;

import dev.geofix.inference.Calibration;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelRegistry.InstalledModel;
import dev.geofix.locate.FixEstimator.FixEvidence;
import dev.geofix.verification.Evidence;
import dev.geofix.verification.Trust;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** How sure of a fix a model's calibration makes the service, by what speaks for it: what a page draws. */
@RestController
@Tag(name = "Models")
class ConfidenceController {
    private static final double[] SCORES = IntStream.rangeClosed(20, 100).mapToDouble(score -> score / 100.0).toArray();
    private static final double[] INLIERS = IntStream.rangeClosed(4, 100).asDoubleStream().toArray();
    /** Shares of likelihood round a fix; of matches that agree, so that the matches are a whole number. */
    private static final List<Double> AGREEMENTS = List.of(1.0, 0.6, 0.2);
    private static final List<Double> RATIOS = List.of(0.5, 0.2);
    /** What else a photo that is found looks like. */
    private static final int RUNNER_UP = 5;
    private static final double SCORE = 0.65;

    private final ModelRegistry models;

    ConfidenceController(ModelRegistry models) {
        this.models = models;
    }

    /**
     * @param method of the fix: {@code retrieved} or {@code verified}
     * @param across what the points' values are: {@code score} or {@code inliers}
     * @param given what else speaks for the fix, the same for all points
     * @param threshold confidence from which a fix is accepted
     */
    record Curve(String method, String across, Map<String, Double> given, double threshold, List<Point> points) {}

    record Point(double value, double confidence) {}

    @Operation(summary = "How sure the service is of a fix by what speaks for it", description = """
            Confidence by the calibration of this model: of retrieved fixes over the best tile's score, for several shares of agreement; of verified
            ones over the inliers, for several ratios of inliers to matches, which are spread as far. With the cautious default where the model has no
            calibration.""")
    @GetMapping(path = "/api/v1/models/{version}/confidence", produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "200", description = "The curves", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "There is no such model")
    List<Curve> confidence(@Parameter(example = "demo-1") @PathVariable String version) {
        InstalledModel model = models.require(version);
        return curves(model.calibration(), Trust.ofModel(model.verification()));
    }

    private static List<Curve> curves(Calibration calibration, Trust trust) {
        List<Curve> curves = new ArrayList<>();
        FixEstimator estimator = new FixEstimator(calibration);
        for (double agreement : AGREEMENTS) {
            curves.add(new Curve("retrieved", "score", Map.of("agreement", agreement, "margin", 0.0),
                    calibration.threshold(), points(SCORES,
                            score -> estimator
                                    .told(estimator.confidence(new FixEvidence(score, null, 0, agreement, 0))))));
        }
        for (double ratio : RATIOS) {
            curves.add(new Curve("verified", "inliers", Map.of("ratio", ratio, "spread", ratio,
                    "runnerUp", (double) RUNNER_UP, "score", SCORE), trust.threshold(),
                    points(INLIERS,
                            inliers -> trust.confidence(trust.probability(new Evidence((int) inliers,
                                    (int) Math.round(inliers / ratio), ratio, 0, RUNNER_UP, 1, 0, SCORE))))));
        }
        return curves;
    }

    private static List<Point> points(double[] values, DoubleUnaryOperator confidence) {
        List<Point> points = new ArrayList<>();
        for (double value : values) {
            points.add(new Point(value, confidence.applyAsDouble(value)));
        }
        return points;
    }
}
