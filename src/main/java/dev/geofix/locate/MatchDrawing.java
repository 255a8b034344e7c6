package dev.geofix.locate;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryService;
import dev.geofix.gallery.TileId;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.gallery.UnknownTileException;
import dev.geofix.geo.BoundingBox;
import dev.geofix.imaging.ImageFile;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.RgbImage;
import dev.geofix.inference.DecodeBulkhead;
import dev.geofix.locate.picture.MatchPicture;
import dev.geofix.locate.picture.MatchScene.ShownTile;
import dev.geofix.locate.picture.MatchScene.Verdict;
import dev.geofix.locate.picture.MatchScene;
import dev.geofix.verification.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An answer as a picture: the photo beside the tile that most speaks for its place. */
@Component
class MatchDrawing {
    private final GalleryService galleries;
    private final DecodeBulkhead decoder;

    MatchDrawing(GalleryService galleries, DecodeBulkhead decoder) {
        this.galleries = galleries;
        this.decoder = decoder;
    }

    /** @param placed what the answer rests on; null where it is a retrieved place, or none */
    byte[] png(LocateAnswer answer, RgbImage photo, @Nullable Verification placed) {
        PositionFix fix = answer.fix();
        MatchScene scene = new MatchScene(verdict(fix), headline(answer), facts(answer), photo,
                fix == null ? null : fix.headingDegrees(),
                placed == null ? retrieved(answer) : verified(answer, placed));
        try {
            return ImageFile.png(MatchPicture.of(scene));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Verdict verdict(@Nullable PositionFix fix) {
        if (fix == null || !fix.accepted()) {
            return Verdict.REJECTED;
        }
        return fix.method().equals(PositionFix.VERIFIED) ? Verdict.VERIFIED : Verdict.ACCEPTED;
    }

    private static String headline(LocateAnswer answer) {
        PositionFix fix = answer.fix();
        if (fix != null && fix.method().equals(PositionFix.VERIFIED)) {
            return fix.accepted()
                    ? "Accepted, verified: photo and map agree on this place"
                    : "Not accepted, not verified: too little agrees with this place";
        }
        return (fix != null && fix.accepted() ? "Accepted by likeness, not verified: " : "Not accepted, not verified: ")
                + (fix == null ? "there is no tile to look at" : reason(answer.verification()));
    }

    private static String reason(VerificationSummary verification) {
        return switch (verification.state()) {
            case VerificationSummary.OUT_OF_TIME -> "the time for it was over";
            case VerificationSummary.NO_FEATURES -> "the tiles have no local features";
            case VerificationSummary.OFF -> "it is switched off";
            default -> "no tile agrees enough";
        };
    }

    private static String facts(LocateAnswer answer) {
        PositionFix fix = answer.fix();
        if (fix == null) {
            return "gallery " + answer.gallery();
        }
        VerificationSummary verification = answer.verification();
        String facts = String.format(Locale.ROOT, "%s%.6f, %.6f within %s m · confidence %.2f · %s",
                fix.accepted() ? "" : "best guess ", fix.latitude(), fix.longitude(), meters(fix.radiusMeters()),
                // A confidence below 1 is not shown as certainty.
                Math.floor(100 * fix.confidence()) / 100, fix.method());
        return fix.method().equals(PositionFix.VERIFIED) && verification.inliers() != null
                ? facts + " by " + verification.inliers() + " of " + verification.matches() + " matched keypoints"
                : facts;
    }

    private static String meters(double meters) {
        return String.format(Locale.ROOT, meters < 10 ? "%.1f" : "%.0f", meters);
    }

    private @Nullable ShownTile verified(LocateAnswer answer, Verification verified) {
        MatchedTile best = MatchedTile.of(verified);
        return best == null
                ? retrieved(answer)
                : shown(answer, best.matches().tile(), best.bounds(), best.matches());
    }

    /** The tile that looks most like the photo; null where there is none, or none is to be answered. */
    private @Nullable ShownTile retrieved(LocateAnswer answer) {
        if (answer.matches().isEmpty()) {
            return null;
        }
        LocateAnswer.Match best = answer.matches().getFirst();
        double[] box = best.bounds();
        return shown(answer, best.tile(), box == null ? null : new BoundingBox(box[0], box[1], box[2], box[3]), null);
    }

    private ShownTile shown(LocateAnswer answer, String tile, @Nullable BoundingBox bounds,
            Verification.@Nullable TileMatches matches) {
        PositionFix fix = answer.fix();
        List<double[]> corners = fix == null ? null : fix.footprint();
        RgbImage image = image(answer.gallery(), tile);
        Double width = bounds == null || !(bounds.widthMeters() > 0) ? null : bounds.widthMeters();
        return new ShownTile(
                "Tile " + tile + (width == null ? "" : ", " + meters(width) + " m wide")
                        + (image == null ? " (its image is gone)" : ""),
                image, width, matches,
                bounds == null || matches == null || corners == null
                        ? List.of()
                        : corners.stream().map(corner -> MatchedTile.on(bounds, corner[0], corner[1])).toList(),
                bounds == null || fix == null || !bounds.contains(fix.point())
                        ? null
                        : MatchedTile.on(bounds, fix.longitude(), fix.latitude()));
    }

    /**
     * Null when somebody has deleted the tile since it was found, or its picture is damaged. Who waits here for memory would hold the photo's, which others wait for; a tile's
     * picture is small, so it takes none.
     */
    private @Nullable RgbImage image(String gallery, String tile) {
        try {
            return decoder.decode(galleries.image(new GalleryName(gallery), new TileId(tile)).bytes());
        } catch (UnknownTileException | UnknownGalleryException | ImageRejectedException e) {
            return null;
        }
    }
}
