package dev.geofix.locate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.Hint;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.imaging.Remark;
import dev.geofix.model.Calibration;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a photo was taken.
 *
 * @param model version that compared the images
 * @param fix absent when no tile was looked at: the gallery, or the part of it that was asked for, is empty
 * @param matches best first
 */
record LocateAnswer(String model, String gallery, @Nullable PositionFix fix, List<Match> matches, Photo photo,
        Timings timings, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Explanation explain) {

    /**
     * A tile that looks like the photo.
     *
     * @param score cosine, −1 … 1
     * @param latitude of the tile's centre
     * @param longitude of the tile's centre
     * @param bounds west, south, east, north; absent for a tile that came without
     * @param image where the tile's picture is
     */
    record Match(int rank, String tile, double score, double latitude, double longitude,
            double @Nullable [] bounds,
            String image) {
        static double[] array(BoundingBox box) {
            return new double[]{box.west(), box.south(), box.east(), box.north()};
        }
    }

    /**
     * What the photo says about itself, or the request about it.
     *
     * @param headingDegrees where the photo's upper edge points, clockwise from north
     * @param hints what was used, with its source and its doubt
     * @param ignored what was not believed, and why
     */
    record Photo(int width, int height, @Nullable Double headingDegrees, @Nullable Double relativeAltitudeMeters,
            @Nullable GeoPoint position, List<Hint> hints, List<Remark> ignored) {
        static Photo of(PhotoMetadata metadata) {
            return new Photo(metadata.width(), metadata.height(), metadata.headingDegrees(),
                    metadata.relativeAltitudeMeters(), metadata.position(), metadata.hints(), metadata.remarks());
        }
    }

    /** Milliseconds of each stage; the metrics have more of them. Embedding contains the wait for
     * the network. */
    record Timings(@Schema(example = "21.0") double decodeMs, @Schema(example = "95.0") double embedMs,
            @Schema(example = "1.2") double searchMs) {}

    /**
     * How the answer came about.
     *
     * @param view square of the photo that was compared, and its turns
     * @param candidates number of tiles that the fix looked at
     * @param evidence that the confidence was made of
     * @param calibration that turned the evidence into numbers
     */
    record Explanation(QueryView view, int candidates, @Nullable FixEvidence evidence, Calibration calibration) {}
}
