package dev.geofix.evaluation;

import dev.geofix.calibration.FolderGallery;
import dev.geofix.calibration.FolderLocator;
import dev.geofix.evaluation.EvaluationReport.FixReport;
import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageFile;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.Photo;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.inference.Encoder;
import dev.geofix.ingest.manifest.PlacedImage;
import dev.geofix.locate.PositionFix;
import dev.geofix.platform.UserException;
import dev.geofix.verification.LocalFeatureExtractor;
import dev.geofix.verification.Trust;
import dev.geofix.verification.VerificationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where galleries' photos are placed, by descriptors alone and with local features, beside each other: once for each way of telling what is known of
 * them and each number of candidates. A photo whose place no tile shows is left out.
 */
final class FixEvaluation {
    private static final String HEADING = "heading";

    private record Gallery(String name, FolderGallery tiles, List<PlacedImage> photos) {}

    /** How photos are asked. */
    private record TallyKey(String gallery, ToldMetadata told, int candidates) {}

    private final Settings settings;
    private final Evaluation.Listener progress;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
    private final LocalFeatureExtractor extractor = new LocalFeatureExtractor(VerificationSettings.DEFAULT);
    private final List<Path> strangers;

    /** @throws IOException when a folder of strangers cannot be read */
    FixEvaluation(Settings settings, Evaluation.Listener progress) throws IOException {
        this.settings = settings;
        this.progress = progress;
        strangers = ImageFile.under(settings.strangers());
    }

    /** @throws UserException when a gallery or a photo cannot be used */
    List<FixReport> of(String model, Encoder encoder) throws IOException {
        Trust trust = Trust.ofModel(encoder.verification());
        Map<Integer, FolderLocator> locators = new LinkedHashMap<>();
        locators.put(0, new FolderLocator(encoder, extractor, trust, VerificationSettings.DEFAULT.candidates()));
        settings.candidates().forEach(
                candidates -> locators.put(candidates, new FolderLocator(encoder, extractor, trust, candidates)));
        List<Gallery> galleries = new ArrayList<>();
        for (Path folder : settings.galleries()) {
            galleries.add(new Gallery(name(folder),
                    FolderGallery.embed(folder, encoder, decoder, extractor),
                    PlacedImage.list(folder.resolve("photos.csv"))));
        }
        Map<TallyKey, FixTally> tallies = new LinkedHashMap<>();
        long total = galleries.stream().mapToLong(gallery -> gallery.photos().size() + strangers.size()).sum();
        long done = 0;
        for (Gallery gallery : galleries) {
            for (PlacedImage photo : gallery.photos()) {
                GeoPoint truth = photo.center();
                if (FolderLocator.shows(gallery.tiles(), truth)) {
                    ask(read(photo.file()), heading(photo), truth, gallery, locators, tallies);
                }
                progress.at(++done, total, gallery.name());
            }
            for (Path stranger : strangers) {
                ask(read(stranger), null, null, gallery, locators, tallies);
                progress.at(++done, total, gallery.name() + ", photos of elsewhere");
            }
        }
        return tallies.entrySet().stream().map(entry -> {
            TallyKey key = entry.getKey();
            return entry.getValue().report(model, key.gallery(), key.told().name(), key.candidates());
        }).toList();
    }

    private static @Nullable Double heading(PlacedImage photo) {
        Object heading = photo.attributes().get(HEADING);
        try {
            return heading == null || heading.toString().isBlank() ? null : Double.valueOf(heading.toString());
        } catch (NumberFormatException e) {
            throw new UserException(photo.file() + ": its heading is " + heading + ", which is no number",
                    e);
        }
    }

    /** The folder's own name; its path where another has that name too. */
    private String name(Path folder) {
        Path own = folder.toAbsolutePath().normalize().getFileName();
        return settings.galleries().stream().map(other -> other.toAbsolutePath().normalize().getFileName())
                .filter(own::equals).count() > 1 ? folder.toString() : own.toString();
    }

    private void ask(Photo photo, @Nullable Double heading, @Nullable GeoPoint truth, Gallery gallery,
            Map<Integer, FolderLocator> locators, Map<TallyKey, FixTally> tallies) {
        for (ToldMetadata told : settings.told()) {
            PhotoMetadata metadata = told.of(photo.metadata(), heading);
            if (metadata == null) {
                continue;
            }
            locators.forEach((candidates, locator) -> {
                FolderLocator.Located located = candidates == 0
                        ? locator.retrieve(photo.image(), metadata, gallery.tiles(), tile -> true)
                        : locator.verify(photo.image(), metadata, gallery.tiles(), tile -> true);
                PositionFix fix = located.fix();
                if (fix != null) {
                    tallies.computeIfAbsent(new TallyKey(gallery.name(), told, candidates),
                            key -> new FixTally(settings.within())).add(fix, truth);
                }
            });
        }
    }

    private Photo read(Path file) throws IOException {
        byte[] encoded = Files.readAllBytes(file);
        try {
            return decoder.photo(encoded);
        } catch (ImageRejectedException e) {
            throw new UserException(file + ": " + e.getMessage(), e);
        }
    }

    /** Counts the fixes that were made in one way. */
    private static final class FixTally {
        private final double within;
        private final List<PositionErrors.Answer> answers = new ArrayList<>();
        private int accepted;
        private int wrong;
        private int covered;
        private int strangers;
        private int strangersAccepted;

        FixTally(double within) {
            this.within = within;
        }

        /** @param truth null for a photo of elsewhere */
        void add(PositionFix fix, @Nullable GeoPoint truth) {
            if (truth == null) {
                strangers++;
                strangersAccepted += fix.accepted() ? 1 : 0;
                return;
            }
            double error = fix.point().distanceTo(truth);
            answers.add(new PositionErrors.Answer(error, fix.confidence()));
            if (fix.accepted()) {
                accepted++;
                wrong += error > within ? 1 : 0;
                covered += error <= fix.radiusMeters() ? 1 : 0;
            }
        }

        FixReport report(String model, String gallery, String told, int candidates) {
            return new FixReport(model, gallery, told, candidates == 0 ? PositionFix.RETRIEVED : PositionFix.VERIFIED,
                    candidates, answers.size(), PositionErrors.of(answers), accepted, wrong,
                    accepted == 0 ? null : (double) covered / accepted, strangers, strangersAccepted);
        }
    }

    /**
     * Which fixes are measured.
     *
     * @param galleries folders with tiles ({@code manifest.csv}) and photos ({@code photos.csv})
     * @param strangers folders of photos that none of the galleries shows, each asked of all
     * @param told of the photos, one after the other
     * @param candidates tiles that are looked at closely, one number after the other
     * @param within metres up to which an accepted fix is right
     */
    record Settings(List<Path> galleries, List<Path> strangers, List<ToldMetadata> told, List<Integer> candidates,
            double within) {
        Settings {
            if (told.isEmpty() || candidates.isEmpty() || !candidates.stream().allMatch(number -> number > 0)
                    || !(within > 0)) {
                throw new UserException(
                        "--told and --candidates must name something, --candidates and --within must be above 0");
            }
        }
    }
}
