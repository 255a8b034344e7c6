package dev.geofix.locate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileMatch;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.Hint.Remark;
import dev.geofix.imaging.Hint;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.inference.Calibration;
import dev.geofix.locate.FixEstimator.FixEvidence;
import dev.geofix.verification.Evidence;
import dev.geofix.verification.Trust;
import dev.geofix.verification.Verification;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where a photo was taken.
 *
 * @param model version that compared the images
 * @param fix absent when no tile was looked at: the gallery, or the part of it that was asked for, is empty
 * @param matches best first
 * @param verification what looking closely found
 * @param pixels ground of the pixels that were asked for, in their order; absent when none were
 */
record LocateAnswer(String model, String gallery, @Nullable PositionFix fix, List<Match> matches, Photo photo,
        VerificationSummary verification,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Pixel> pixels, Timings timings,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Explanation explain) {

    /**
     * A tile that looks like the photo.
     *
     * @param score cosine, −1 … 1
     * @param latitude of the tile's centre
     * @param longitude of the tile's centre
     * @param bounds west, south, east, north; absent for a tile that came without
     * @param image where the tile's picture is
     * @param inliers keypoints that the photo and the tile agree on; absent for a tile that the verified place does not rest on
     */
    record Match(int rank, String tile, double score, double latitude, double longitude,
            double @Nullable [] bounds,
            String image, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer inliers) {
        /**
         * What is answered: no more than asked for, and nothing below the lowest score asked for.
         *
         * @param inliers keypoints that the verified place rests on, by tile
         */
        static List<Match> of(List<TileMatch> ranked, LocateParameters request,
                Map<String, Integer> inliers) {
            Double least = request.minScore();
            List<TileMatch> answered = ranked.stream().filter(match -> least == null || match.score() >= least)
                    .limit(request.topKOrDefault()).toList();
            return IntStream.range(0, answered.size()).mapToObj(i -> of(i + 1, answered.get(i), request, inliers))
                    .toList();
        }

        private static Match of(int rank, TileMatch match, LocateParameters request,
                Map<String, Integer> inliers) {
            Tile tile = match.tile();
            BoundingBox bounds = tile.bounds();
            String image = UriComponentsBuilder.fromPath("/api/v1/galleries/{gallery}/tiles/{tile}/image").encode()
                    .buildAndExpand(request.galleryOrDefault().value(), tile.id().value()).toUriString();
            return new Match(rank, tile.id().value(), match.score(), tile.center().latitude(),
                    tile.center().longitude(), bounds == null ? null : array(bounds), image,
                    inliers.get(tile.id().value()));
        }

        private static double[] array(BoundingBox box) {
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

    /**
     * The ground that a pixel shows.
     *
     * @param latitude absent where the photo is not verified, or the pixel shows no ground
     * @param longitude likewise
     */
    record Pixel(double x, double y, @Nullable Double latitude, @Nullable Double longitude) {
        /** @param placed what the answer rests on; null where the photo is not verified */
        static List<Pixel> of(PhotoPixels asked, @Nullable Verification placed) {
            return asked.points().stream().map(point -> {
                GeoPoint ground = placed == null ? null : placed.ground(point[0], point[1]);
                return new Pixel(point[0], point[1], ground == null ? null : ground.latitude(),
                        ground == null ? null : ground.longitude());
            }).toList();
        }
    }

    /** Milliseconds of each stage; the metrics have more of them. Embedding contains the wait for
     * the network. */
    record Timings(@Schema(example = "21.0") double decodeMs, @Schema(example = "95.0") double embedMs,
            @Schema(example = "1.2") double searchMs, @Schema(example = "120.0") double verifyMs) {}

    /**
     * How the answer came about.
     *
     * @param view square of the photo that was compared, and its turns
     * @param candidates number of tiles that the fix looked at
     * @param evidence that the confidence was made of
     * @param calibration that turned the evidence into numbers
     * @param placement what speaks for the place that local features agree on; absent where there is none
     * @param trust that turned it into a probability
     * @param correspondences keypoints of the photo and of the tiles that were matched there, the tile that most agrees with first
     */
    record Explanation(QueryView view, int candidates, @Nullable FixEvidence evidence, Calibration calibration,
            @Nullable Evidence placement, Trust trust, List<TileCorrespondences> correspondences) {}

    /**
     * Keypoints that the photo and one tile have in common. Pixels are counted from the upper left corner, so the middle of the first one is (0.5, 0.5).
     *
     * @param tile its id
     * @param width of the picture that the tile's pixels are stated on; where the tile's image has another size, they scale with it
     * @param height likewise
     * @param matches those that agree with the place first
     */
    record TileCorrespondences(String tile,
            @Schema(description = "Pixels of the tile's picture that tileX counts on") int width,
            @Schema(description = "Pixels of the tile's picture that tileY counts on") int height,
            @Schema(description = "Those that agree with the place first") List<Correspondence> matches) {
        static List<TileCorrespondences> of(Verification verified) {
            return verified.matches().stream().map(tile -> new TileCorrespondences(tile.tile(), tile.width(),
                    tile.height(), tile.matches().stream().map(Correspondence::of).toList())).toList();
        }
    }

    /**
     * A keypoint of the photo and what it was matched with. Keypoints are found to about a pixel, so a tenth of one is all that is stated.
     *
     * @param inlier whether it agrees with the place
     */
    record Correspondence(
            @Schema(description = "Pixels from the left edge of the upright photo, in tenths", example = "812.4") double photoX,
            @Schema(description = "Pixels from its upper edge, in tenths", example = "377.0") double photoY,
            @Schema(description = "Pixels from the left edge of the tile's picture, in tenths", example = "201.5") double tileX,
            @Schema(description = "Pixels from its upper edge, in tenths", example = "98.5") double tileY,
            @Schema(description = "Whether it agrees with the place") boolean inlier) {
        static Correspondence of(Verification.Match match) {
            return new Correspondence(tenths(match.photoX()), tenths(match.photoY()), tenths(match.tileX()),
                    tenths(match.tileY()), match.inlier());
        }

        private static double tenths(double pixels) {
            return Math.round(10 * pixels) / 10.0;
        }
    }
}
