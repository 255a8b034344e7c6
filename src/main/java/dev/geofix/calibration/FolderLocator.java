package dev.geofix.calibration;

import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.TileMatch;
import dev.geofix.gallery.TileSearch;
import dev.geofix.gallery.search.SearchRequest;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.imaging.Pyramid;
import dev.geofix.imaging.RgbImage;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.Encoder;
import dev.geofix.locate.Candidate;
import dev.geofix.locate.FixChoice;
import dev.geofix.locate.FixEstimator;
import dev.geofix.locate.LocateSettings;
import dev.geofix.locate.PhotoSearch;
import dev.geofix.locate.PositionFix;
import dev.geofix.locate.Stopwatch;
import dev.geofix.locate.VerificationSummary;
import dev.geofix.verification.CloseLook;
import dev.geofix.verification.LocalFeatureExtractor;
import dev.geofix.verification.LocalFeatures;
import dev.geofix.verification.Trust;
import dev.geofix.verification.Verification;
import dev.geofix.verification.VerificationSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for photos in a folder's gallery as the service does in its own, for those who measure. Nobody waits, so nothing is out of time. */
public final class FolderLocator {
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Encoder encoder;
    private final LocalFeatureExtractor extractor;
    private final Trust trust;
    private final VerificationSettings verification;
    private final LocateSettings settings = LocateSettings.DEFAULT;

    /**
     * @param trust what placements are worth; an accepted one ends a search
     * @param candidates tiles that are looked at closely
     */
    public FolderLocator(Encoder encoder, LocalFeatureExtractor extractor, Trust trust, int candidates) {
        this.encoder = encoder;
        this.extractor = extractor;
        this.trust = trust;
        VerificationSettings usual = VerificationSettings.DEFAULT;
        verification = new VerificationSettings(true, candidates, PATIENCE, usual.tileSize(), usual.tileKeypoints(),
                usual.photoKeypoints());
    }

    /** Whether the gallery has a tile at the place, so that it can be found there. */
    public static boolean shows(FolderGallery gallery, GeoPoint place) {
        return gallery.tiles().stream()
                .anyMatch(tile -> new Candidate(tile.center(), tile.side(), 0).holds(place));
    }

    /**
     * What became of a photo.
     *
     * @param candidates that the retrieved place rests on, best first; empty where no tile was admitted, or where the photo was verified before
     * @param fix null where no tile was admitted
     * @param verification the best that looking closely found; null when it found nothing, or did not look
     */
    public record Located(List<Candidate> candidates, @Nullable PositionFix fix,
            @Nullable Verification verification) {}

    /**
     * By descriptors alone.
     *
     * @param admitted tiles of the gallery that are there
     */
    public Located retrieve(RgbImage image, PhotoMetadata photo, FolderGallery gallery, Predicate<Tile> admitted) {
        return located(search(new Pyramid(image), photo, gallery, admitted).retrieve(), null, photo);
    }

    /** By descriptors, then closely; parameters as of {@link #retrieve}. */
    public Located verify(RgbImage image, PhotoMetadata photo, FolderGallery gallery, Predicate<Tile> admitted) {
        Pyramid pyramid = new Pyramid(image);
        CloseLook look = new CloseLook(pyramid, extractor, verification, trust, PhotoSearch.tellsTilt(photo));
        return located(search(pyramid, photo, gallery, admitted).verify(look,
                verification.candidates()), look, photo);
    }

    private Located located(PhotoSearch.Found found, @Nullable CloseLook look, PhotoMetadata photo) {
        List<Candidate> candidates = found.ranked() == null
                ? List.of()
                : Candidate.of(found.ranked(), settings.candidates());
        PositionFix retrieved = candidates.isEmpty()
                ? null
                : new FixEstimator(encoder.calibration()).estimate(candidates).fix();
        boolean unconfirmed = look != null && VerificationSummary.state(look, found.verification(), trust, verification)
                .equals(VerificationSummary.UNCONFIRMED);
        return new Located(candidates,
                FixChoice.of(found.verification(), retrieved, photo, trust, encoder.calibration(), unconfirmed),
                found.verification());
    }

    private PhotoSearch search(Pyramid image, PhotoMetadata photo, FolderGallery gallery,
            Predicate<Tile> admitted) {
        TileSearch tiles = new TileSearch() {
            @Override
            public List<List<TileMatch>> search(List<Descriptor> queries, SearchRequest request) {
                return queries.stream().map(query -> gallery.search(query, request.topK(), admitted)).toList();
            }

            @Override
            public Map<TileId, LocalFeatures> features(Collection<Tile> found) {
                return gallery.features(found);
            }
        };
        Double side = Tile.typicalSide(gallery.tiles().stream().limit(Tile.SIDE_SAMPLE).toList());
        int most = Math.max(settings.candidates(), verification.candidates());
        SearchRequest request = new SearchRequest(Math.min(SearchRequest.MAX_TOP_K, most), -1, null, null);
        return new PhotoSearch(image, photo, encoder, tiles, side, request, settings,
                new Stopwatch((stage, nanos) -> {}));
    }
}
