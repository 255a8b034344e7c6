package dev.geofix.locate;

import dev.geofix.gallery.Gallery;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryReader;
import dev.geofix.gallery.GalleryService;
import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileMatch;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.imaging.Pyramid;
import dev.geofix.imaging.RgbImage;
import dev.geofix.inference.DecodeBulkhead;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ImageMemory;
import dev.geofix.verification.CloseLook;
import dev.geofix.verification.LocalFeatureExtractor;
import dev.geofix.verification.LocalFeatures;
import dev.geofix.verification.Trust;
import dev.geofix.verification.Verification;
import dev.geofix.verification.VerificationSettings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The read path: decode, encode, search, verify, fix. */
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

    LocateAnswer locate(byte[] encoded, LocateParameters request) {
        return locate(encoded, request, LocatedPhoto::answer);
    }

    /** The same, with a picture of it. */
    DrawnAnswer draw(byte[] encoded, LocateParameters request) {
        return locate(encoded, request, located -> {
            Stopwatch watch = new Stopwatch(metrics::stage);
            byte[] png = drawing.png(located);
            watch.lap("draw");
            return new DrawnAnswer(located.answer(), png);
        });
    }

    /** @param then what is made of the answer while the photo's pixels are at hand */
    private <T> T locate(byte[] encoded, LocateParameters request, Function<LocatedPhoto, T> then) {
        GalleryName name = request.galleryOrDefault();
        GalleryReader open = galleries.open(name);
        try (ImageMemory.Share pixels = decoder.pixelsOf(encoded)) {
            return then.apply(locate(encoded, request, open));
        }
    }

    private LocatedPhoto locate(byte[] encoded, LocateParameters request, GalleryReader open) {
        Gallery gallery = open.gallery();
        Stopwatch watch = new Stopwatch(metrics::stage);
        RgbImage image = decoder.decode(encoded);
        Pyramid pyramid = new Pyramid(image);
        PhotoMetadata photo = PhotoMetadata.read(encoded).with(request.overrides());
        watch.lap("decode");

        Encoder encoder = open.encoder();
        Trust trust = Trust.ofModel(encoder.verification());
        int closely = Objects.requireNonNullElse(request.candidates(), verification.candidates());
        PhotoSearch search = new PhotoSearch(pyramid, photo, open.tileSide(), encoder, settings,
                tiles(open, request.search(Math.max(settings.candidates(), closely))), watch);
        CloseLook look = verification.enabled() && gallery.tilesWithFeatures() > 0
                ? new CloseLook(pyramid, extractor, verification, trust)
                : null;
        PhotoSearch.Found found = look == null ? search.retrieve() : search.verify(look, closely);

        Verification verified = found.verification();
        FixEstimator.Estimate retrieved = found.ranked() == null || found.ranked().isEmpty()
                ? null
                : new FixEstimator(encoder.calibration())
                        .estimate(Candidate.of(found.ranked(), settings.candidates()));
        VerificationSummary summary = VerificationSummary.of(look, verified, trust, gallery, verification);
        PositionFix fix = FixChoice.of(verified, retrieved == null ? null : retrieved.fix(), photo, trust,
                encoder.calibration(), summary.state().equals(VerificationSummary.UNCONFIRMED));
        Verification placed = fix != null && fix.method().equals(PositionFix.VERIFIED) ? verified : null;
        Map<String, Integer> inliers = placed == null ? Map.of() : inliers(placed);
        watch.lap("rerank");

        LocateAnswer answer = new LocateAnswer(encoder.version().value(), gallery.name().value(), fix,
                MatchRanking.matches(found.seen(), request, inliers), LocateAnswer.Photo.of(photo), summary,
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
        return new LocatedPhoto(answer, image, placed);
    }

    private static Tiles tiles(GalleryReader open, SearchRequest request) {
        return new Tiles() {
            @Override
            public List<List<TileMatch>> search(List<Descriptor> queries) {
                return open.search(queries, request);
            }

            @Override
            public Map<TileId, LocalFeatures> features(Collection<Tile> found) {
                return open.features(found);
            }
        };
    }

    private static Map<String, Integer> inliers(Verification verified) {
        return verified.matches().stream().filter(tile -> tile.inliers() > 0).collect(
                Collectors.toMap(Verification.TileMatches::tile, Verification.TileMatches::inliers));
    }
}
