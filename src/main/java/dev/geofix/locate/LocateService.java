package dev.geofix.locate;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryService;
import dev.geofix.gallery.SearchRequest;
import dev.geofix.gallery.TileMatch;
import dev.geofix.image.PhotoMetadata;
import dev.geofix.image.RgbImage;
import dev.geofix.model.Descriptor;
import dev.geofix.model.Encoder;
import dev.geofix.model.ModelRegistry;
import dev.geofix.model.View;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The read path: decode, encode, search, rank, fix. */
@Service
class LocateService {
    private final DecodeGate decoder;
    private final ModelRegistry models;
    private final GalleryService galleries;
    private final LocateSettings settings;
    private final LocateMetrics metrics;

    LocateService(DecodeGate decoder, ModelRegistry models, GalleryService galleries, LocateSettings settings,
            LocateMetrics metrics) {
        this.decoder = decoder;
        this.models = models;
        this.galleries = galleries;
        this.settings = settings;
        this.metrics = metrics;
    }

    LocateAnswer locate(byte[] encoded, LocateParameters request) {
        Encoder encoder = models.active();
        GalleryName gallery = request.galleryOrDefault();
        Double tileSide = TileSide.typical(galleries.tiles(gallery, null, null, TileSide.SAMPLE).tiles());
        Stopwatch watch = new Stopwatch(metrics);

        RgbImage image = decoder.decode(encoded);
        PhotoMetadata photo = PhotoMetadata.read(encoded);
        double decodeMs = watch.lap("decode");

        Double heading = request.heading() != null ? request.heading() : photo.headingDegrees();
        QueryView view = QueryView.of(photo, heading, tileSide, settings);
        List<RgbImage> squares = view.render(image, photo, encoder.inputSize());
        watch.lap("preprocess");

        List<Descriptor> descriptors = encoder.embedAll(squares, View.DRONE);
        double embedMs = watch.lap("embed");

        SearchRequest search = request.search(settings.candidates());
        List<List<TileMatch>> found = descriptors.stream()
                .map(descriptor -> galleries.search(gallery, descriptor, search)).toList();
        double searchMs = watch.lap("search");

        List<TileMatch> ranked = Ranking.best(found);
        FixEstimator.Estimate estimate = estimate(ranked, encoder);
        watch.lap("rerank");

        return new LocateAnswer(encoder.version().value(), gallery.value(),
                estimate == null ? null : estimate.fix(), Ranking.matches(ranked, request),
                LocateAnswer.Photo.of(photo, heading),
                new LocateAnswer.Timings(decodeMs, embedMs, searchMs),
                request.wantsExplanation() ? explain(view, ranked, estimate, encoder) : null);
    }

    private FixEstimator.@Nullable Estimate estimate(List<TileMatch> ranked, Encoder encoder) {
        return ranked.isEmpty()
                ? null
                : new FixEstimator(encoder.calibration())
                        .estimate(ranked.stream().limit(settings.candidates())
                                .map(match -> new Candidate(match.tile().center(),
                                        TileSide.of(match.tile()), match.score()))
                                .toList());
    }

    private LocateAnswer.Explanation explain(QueryView view, List<TileMatch> ranked,
            FixEstimator.@Nullable Estimate estimate, Encoder encoder) {
        return new LocateAnswer.Explanation(view, Math.min(ranked.size(), settings.candidates()),
                estimate == null ? null : estimate.evidence(), encoder.calibration());
    }
}
