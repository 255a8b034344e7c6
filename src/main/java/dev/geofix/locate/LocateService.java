package dev.geofix.locate;

import dev.geofix.gallery.Gallery;
import dev.geofix.gallery.GalleryReader;
import dev.geofix.gallery.GalleryService;
import dev.geofix.imaging.Photo;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.imaging.Pyramid;
import dev.geofix.inference.DecodeBulkhead;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ImageMemory;
import dev.geofix.verification.CloseLook;
import dev.geofix.verification.LocalFeatureExtractor;
import dev.geofix.verification.Trust;
import dev.geofix.verification.Verification;
import dev.geofix.verification.VerificationSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The read path: decode, encode, search, verify, fix, answer. */
@Service
class LocateService {
    private final DecodeBulkhead decoder;
    private final GalleryService galleries;
    private final LocalFeatureExtractor extractor;
    private final LocateSettings settings;
    private final VerificationSettings verification;
    private final LocateMetrics metrics;
    private final MatchDrawing drawing;

    LocateService(DecodeBulkhead decoder, GalleryService galleries, LocalFeatureExtractor extractor,
            LocateSettings settings, VerificationSettings verification, LocateMetrics metrics, MatchDrawing drawing) {
        this.decoder = decoder;
        this.galleries = galleries;
        this.extractor = extractor;
        this.settings = settings;
        this.verification = verification;
        this.metrics = metrics;
        this.drawing = drawing;
    }

    /** @param picture of the answer, as PNG; null where none was wanted */
    record Located(LocateAnswer answer, byte @Nullable [] picture) {}

    /** @param isDrawn whether a picture of the answer is wanted too */
    Located locate(byte[] encoded, LocateParameters request, boolean isDrawn) {
        GalleryReader tiles = galleries.open(request.galleryOrDefault());
        Gallery gallery = tiles.gallery();
        try (ImageMemory.Share pixels = decoder.pixelsOf(encoded)) {
            Stopwatch watch = new Stopwatch(metrics::stage);
            Photo photo = decoder.photo(encoded);
            PhotoMetadata metadata = photo.metadata().with(request.overrides());
            watch.lap("decode");
            Encoder encoder = tiles.encoder();
            Trust trust = Trust.ofModel(encoder.verification());
            int closely = Objects.requireNonNullElse(request.candidates(), verification.candidates());
            Pyramid pyramid = new Pyramid(photo.image());
            PhotoSearch search = new PhotoSearch(pyramid, metadata, encoder, tiles, tiles.tileSide(),
                    request.search(Math.max(settings.candidates(), closely)), settings, watch);
            CloseLook look = verification.enabled() && gallery.tilesWithFeatures() > 0
                    ? new CloseLook(pyramid, extractor, verification, trust, PhotoSearch.tellsTilt(metadata))
                    : null;
            PhotoSearch.Found found = look == null ? search.retrieve() : search.verify(look, closely);
            Verification verified = found.verification();
            FixEstimator.Estimate retrieved = found.ranked() == null || found.ranked().isEmpty()
                    ? null
                    : new FixEstimator(encoder.calibration())
                            .estimate(Candidate.of(found.ranked(), settings.candidates()));
            VerificationSummary summary = VerificationSummary.of(look, verified, trust, gallery, verification);
            PositionFix fix = FixChoice.of(verified, retrieved == null ? null : retrieved.fix(), metadata, trust,
                    encoder.calibration(), summary.state().equals(VerificationSummary.UNCONFIRMED));
            Verification placed = fix != null && fix.method().equals(PositionFix.VERIFIED) ? verified : null;
            Map<String, Integer> inliers = inliers(placed);
            watch.lap("rerank");
            LocateAnswer answer = new LocateAnswer(encoder.version().value(), gallery.name().value(), fix,
                    LocateAnswer.Match.of(found.seen(), request, inliers),
                    LocateAnswer.Photo.of(metadata), summary,
                    request.pixels() == null ? null : LocateAnswer.Pixel.of(request.pixels(), placed),
                    new LocateAnswer.Timings(watch.millis("decode"), watch.millis("embed"), watch.millis("search"),
                            watch.millis("verify")),
                    request.wantsExplanation()
                            ? new LocateAnswer.Explanation(found.view(),
                                    Math.min(found.seen().size(), settings.candidates()),
                                    retrieved == null ? null : retrieved.evidence(), encoder.calibration(),
                                    verified == null ? null : verified.placement().evidence(), trust,
                                    verified == null ? List.of() : LocateAnswer.TileCorrespondences.of(verified))
                            : null);
            if (!isDrawn) {
                return new Located(answer, null);
            }
            Stopwatch drawn = new Stopwatch(metrics::stage);
            byte[] picture = drawing.png(answer, photo.image(), placed);
            drawn.lap("draw");
            return new Located(answer, picture);
        }
    }

    private static Map<String, Integer> inliers(@Nullable Verification placed) {
        return placed == null
                ? Map.of()
                : placed.matches().stream().filter(tile -> tile.inliers() > 0).collect(
                        Collectors.toMap(Verification.TileMatches::tile, Verification.TileMatches::inliers));
    }
}
