package dev.geofix.calibration;

import dev.geofix.calibration.Trial.MeasuredPlacement;
import dev.geofix.gallery.Tile;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.Photo;
import dev.geofix.inference.Encoder;
import dev.geofix.ingest.manifest.PlacedImage;
import dev.geofix.locate.Candidate;
import dev.geofix.locate.FixEstimator;
import dev.geofix.platform.UserException;
import dev.geofix.verification.LocalFeatureExtractor;
import dev.geofix.verification.Trust;
import dev.geofix.verification.Verification;
import dev.geofix.verification.VerificationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks the photos of gallery folders, each once of its own gallery and twice of one that does not show its place: its own without the tiles round the truth, and the next folder's. Photos are listed flight by flight, so the first half of a list
 * is fitted and the second half judges: neighbours on a flight, which are nearly the same photo, stay on one side.
 */
final class TrialRun {
    record SplitTrials(List<Trial> fitted, List<Trial> heldOut) {}

    private static final String PHOTOS = "photos.csv";
    private static final int FEWEST_PHOTOS = 2;

    private final Encoder encoder;
    private final LocalFeatureExtractor extractor = new LocalFeatureExtractor(VerificationSettings.DEFAULT);
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final Consumer<String> progress;
    private final FolderLocator locator;

    TrialRun(Encoder encoder, Consumer<String> progress) {
        this.encoder = encoder;
        this.progress = progress;
        // Always by the same trust, so that a model that is calibrated twice is so on the same trials.
        locator = new FolderLocator(encoder, extractor, Trust.DEFAULT, VerificationSettings.DEFAULT.candidates());
    }

    /** @param strangers photos of other places, to learn from what to refuse */
    SplitTrials over(List<Path> folders, List<Path> strangers) throws IOException {
        List<List<PlacedImage>> photos = new ArrayList<>();
        for (Path folder : folders) {
            photos.add(PlacedImage.list(folder.resolve(PHOTOS)));
            if (photos.getLast().size() < FEWEST_PHOTOS) {
                throw new UserException(folder.resolve(PHOTOS) + " lists " + photos.getLast().size()
                        + " photo; half of them are fitted and half judge, so list " + FEWEST_PHOTOS
                        + " at least, better fifty");
            }
        }
        // What cannot be read is told before the long part begins.
        for (Path photo : strangers) {
            decoded(photo);
        }
        for (List<PlacedImage> flight : photos) {
            for (PlacedImage photo : flight) {
                decoded(photo.file());
            }
        }
        List<FolderGallery> galleries = new ArrayList<>();
        for (Path folder : folders) {
            galleries.add(FolderGallery.embed(folder, encoder, decoder, extractor));
            progress.accept(folder + ": " + galleries.getLast().tiles().size() + " tiles embedded");
        }
        SplitTrials trials = new SplitTrials(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < folders.size(); i++) {
            List<PlacedImage> all = photos.get(i);
            FolderGallery other = galleries.get((i + 1) % galleries.size());
            for (int k = 0; k < all.size(); k++) {
                ask(all.get(k), galleries.get(i), other, k < all.size() / 2 ? trials.fitted() : trials.heldOut());
            }
            progress.accept(folders.get(i) + ": " + all.size() + " photos asked");
        }
        askStrangers(strangers, galleries, trials);
        return trials;
    }

    private void ask(PlacedImage photo, FolderGallery own, FolderGallery other, List<Trial> trials)
            throws IOException {
        Photo decoded = decoded(photo.file());
        GeoPoint truth = photo.center();
        boolean held = FolderLocator.shows(own, truth);
        ask(photo.file(), decoded, own, tile -> true, held ? truth : null, truth).forEach(trials::add);
        Predicate<Tile> elsewhere = tile -> tile.center().distanceTo(truth) > FixEstimator.ELSEWHERE_SIDES
                * tile.side();
        // Look-alikes in the same town are harder to tell than another town. Whether a wide photo was found there by its edge, or by chance,
        // cannot be told, so a placement near the truth is none to learn from.
        ask(photo.file(), decoded, own, elsewhere, null, truth).stream().map(trial -> isNear(trial, own)
                ? new Trial(trial.candidates(), null)
                : trial).forEach(trials::add);
        if (other != own) {
            ask(photo.file(), decoded, other, tile -> true, null, null).forEach(trials::add);
        }
    }

    private Photo decoded(Path file) throws IOException {
        try {
            return decoder.photo(Files.readAllBytes(file));
        } catch (ImageRejectedException e) {
            throw new UserException(file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isNear(Trial trial, FolderGallery gallery) {
        MeasuredPlacement placement = trial.placement();
        Double side = Tile.typicalSide(gallery.tiles());
        return placement != null && side != null && placement.error() <= FixEstimator.ELSEWHERE_SIDES * side;
    }

    /** Photos of places that none of the galleries shows, each asked of all of them; every second one is fitted. */
    private void askStrangers(List<Path> photos, List<FolderGallery> galleries, SplitTrials trials) throws IOException {
        for (int i = 0; i < photos.size(); i++) {
            Photo decoded = decoded(photos.get(i));
            for (FolderGallery gallery : galleries) {
                ask(photos.get(i), decoded, gallery, tile -> true, null, null)
                        .forEach((i % 2 == 0 ? trials.fitted() : trials.heldOut())::add);
            }
        }
        progress.accept(photos.size() + " strangers asked of " + galleries.size() + " galleries");
    }

    /**
     * The trial, or nothing where no tile is left to look at.
     *
     * @param truth when a tile shows it
     * @param middle of the photo, when it may be found in this gallery at all: its edge may lie on a tile though its middle does not
     */
    private List<Trial> ask(Path file, Photo photo, FolderGallery gallery,
            Predicate<Tile> filter, @Nullable GeoPoint truth, @Nullable GeoPoint middle) {
        List<Candidate> found = locator.retrieve(photo.image(), photo.metadata(), gallery, filter).candidates();
        if (found.isEmpty()) {
            return List.of();
        }
        Verification verified = locator.verify(photo.image(), photo.metadata(), gallery, filter).verification();
        return List.of(new Trial(found, truth, verified == null ? null : measured(file, verified, middle)));
    }

    private static MeasuredPlacement measured(Path file, Verification verified, @Nullable GeoPoint middle) {
        return new MeasuredPlacement(file.toString(), verified.placement().evidence(),
                middle == null ? Double.POSITIVE_INFINITY : verified.middle().distanceTo(middle),
                verified.middleDeviation(), verified.ground().reliefDisplacement());
    }
}
