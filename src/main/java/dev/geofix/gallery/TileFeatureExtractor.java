package dev.geofix.gallery;

import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.platform.UserException;
import dev.geofix.verification.LocalFeatureExtractor;
import dev.geofix.verification.LocalFeatures;
import dev.geofix.verification.VerificationSettings;
import java.util.List;
import org.springframework.stereotype.Component;

/** Local features of tiles: whether they are wanted, the picture that they are found on, and the finding itself. */
@Component
public class TileFeatureExtractor {
    private final LocalFeatureExtractor extractor;
    private final VerificationSettings settings;

    TileFeatureExtractor(LocalFeatureExtractor extractor, VerificationSettings settings) {
        this.extractor = extractor;
        this.settings = settings;
    }

    /** Whether tiles that are put into the gallery get some. */
    boolean areWanted(Gallery gallery) {
        return settings.enabled() && gallery.localFeatures();
    }

    /** @throws UserException when they are not wanted, with what to do about it */
    public void check(Gallery gallery) {
        if (!settings.enabled()) {
            throw new UserException("Local features are switched off: start the service with "
                    + "geofix.verification.enabled=true.");
        }
        if (!gallery.localFeatures()) {
            throw new UserException(
                    "Tiles of gallery '" + gallery.name() + "' get no local features. Change that first: PUT "
                            + TileLinks.path(gallery.name()) + " with {\"localFeatures\": true}.");
        }
    }

    /** The picture of a tile that they are found on, made of its image or of what is kept of it. */
    public RgbImage picture(RgbImage image) {
        return Resize.within(image, settings.tileSize());
    }

    /**
     * What is kept of a tile's image, so that its features can be found again: the image itself, made smaller where it is larger than that takes, and never enlarged.
     *
     * @param inputSize of the network, whose descriptor can be made of it again too
     */
    RgbImage kept(RgbImage image, int inputSize) {
        return Resize.within(image, Math.max(settings.tileSize(), inputSize));
    }

    /** Found on such pictures, in their order. */
    public List<LocalFeatures> of(List<RgbImage> pictures) {
        return extractor.ofTiles(pictures);
    }
}
