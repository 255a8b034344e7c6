package dev.geofix.locate;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryService;
import dev.geofix.gallery.OpenGallery;
import dev.geofix.gallery.SearchRequest;
import dev.geofix.gallery.TileMatch;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.imaging.RgbImage;
import dev.geofix.model.DecodeGate;
import dev.geofix.model.Encoder;
import dev.geofix.model.ImageMemory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The read path: decode, encode, search, rank, fix. */
@Service
class LocateService {
    private final DecodeGate decoder;
    private final GalleryService galleries;
    private final LocateSettings settings;
    private final LocateMetrics metrics;

    LocateService(DecodeGate decoder, GalleryService galleries, LocateSettings settings,
            LocateMetrics metrics) {
        this.decoder = decoder;
        this.galleries = galleries;
        this.settings = settings;
        this.metrics = metrics;
    }

    LocateAnswer locate(byte[] encoded, LocateParameters request) {
        GalleryName gallery = request.galleryOrDefault();
        OpenGallery open = galleries.open(gallery);
        Encoder encoder = open.encoder();
        Double tileSide = TileSide.typical(galleries.tiles(gallery, null, null, TileSide.SAMPLE).tiles());
        try (ImageMemory.Share pixels = decoder.pixelsOf(encoded)) {
            return locate(encoded, request, open, encoder, tileSide);
        }
    }

    private LocateAnswer locate(byte[] encoded, LocateParameters request, OpenGallery open, Encoder encoder,
            @Nullable Double tileSide) {
        Stopwatch watch = new Stopwatch(metrics::stage);
        RgbImage image = decoder.decode(encoded);
        PhotoMetadata photo = PhotoMetadata.read(encoded).with(request.overrides());
        watch.lap("decode");

        PhotoQuery query = PhotoQuery.of(image, photo, tileSide, encoder, settings, watch);
        SearchRequest search = request.search(settings.candidates());
        List<TileMatch> ranked = query.rank(descriptor -> open.search(descriptor, search));
        watch.lap("search");

        FixEstimator.Estimate estimate = estimate(ranked, encoder);
        watch.lap("rerank");

        return new LocateAnswer(encoder.version().value(), request.galleryOrDefault().value(),
                estimate == null ? null : estimate.fix(), Ranking.matches(ranked, request),
                LocateAnswer.Photo.of(photo),
                new LocateAnswer.Timings(watch.millis("decode"), watch.millis("embed"), watch.millis("search")),
                request.wantsExplanation() ? explain(query.view(), ranked, estimate, encoder) : null);
    }

    private FixEstimator.@Nullable Estimate estimate(List<TileMatch> ranked, Encoder encoder) {
        return ranked.isEmpty()
                ? null
                : new FixEstimator(encoder.calibration())
                        .estimate(Candidate.of(ranked, settings.candidates()));
    }

    private LocateAnswer.Explanation explain(QueryView view, List<TileMatch> ranked,
            FixEstimator.@Nullable Estimate estimate, Encoder encoder) {
        return new LocateAnswer.Explanation(view, Math.min(ranked.size(), settings.candidates()),
                estimate == null ? null : estimate.evidence(), encoder.calibration());
    }
}
