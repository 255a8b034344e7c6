package dev.geofix.gallery;

import dev.geofix.imaging.ImageFile;
import dev.geofix.imaging.ImageFormat;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.inference.DecodeBulkhead;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.View;
import dev.geofix.verification.LocalFeatures;
import java.awt.Dimension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decodes, scales and embeds the images of new tiles, and finds their local features. */
@Component
public class TileEmbedder {
    private final DecodeBulkhead decoder;

    public TileEmbedder(DecodeBulkhead decoder) {
        this.decoder = decoder;
    }

    /**
     * Descriptors of pictures that are kept.
     *
     * @param refused receives the reason for each that cannot be decoded
     */
    public <K> Map<K, Descriptor> embedPictures(Encoder encoder, Map<K, byte[]> images,
            Map<K, ImageRejectedException> refused) {
        Map<K, Views> pictures = decode(encoder, images, null, refused);
        List<Descriptor> descriptors = embed(encoder, pictures.values());
        Map<K, Descriptor> embedded = new LinkedHashMap<>();
        pictures.keySet().forEach(key -> embedded.put(key, descriptors.get(embedded.size())));
        return embedded;
    }

    /**
     * Only the scaled pictures are kept of each image, so a batch of large ones takes the memory of one. Local features are found when the descriptors are there: while
     * the encoder's queue is full, which lets a batch begin again, they would take the engine's time from those who wait.
     *
     * @param extractor null where the tiles get none
     * @param refused receives the reason for each image that cannot be decoded; the others are embedded
     */
    public List<EmbeddedTile> embed(Encoder encoder, Map<Tile, byte[]> images, @Nullable TileFeatureExtractor extractor,
            Map<TileId, ImageRejectedException> refused) {
        Map<Tile, ImageRejectedException> reasons = new LinkedHashMap<>();
        Map<Tile, Views> pictures = decode(encoder, images, extractor, reasons);
        reasons.forEach((tile, reason) -> refused.put(tile.id(), reason));
        List<Descriptor> descriptors = embed(encoder, pictures.values());
        List<LocalFeatures> features = extractor == null
                ? List.of()
                : extractor.of(pictures.values().stream().map(Views::kept).toList());
        List<EmbeddedTile> embedded = new ArrayList<>();
        pictures.forEach((tile, views) -> {
            int i = embedded.size();
            embedded.add(new EmbeddedTile(tile, Thumbnail.of(views.kept(), Objects.requireNonNull(images.get(tile))),
                    descriptors.get(i), encoder.version(), extractor == null ? null : features.get(i)));
        });
        return embedded;
    }

    private <K> Map<K, Views> decode(Encoder encoder, Map<K, byte[]> images, @Nullable TileFeatureExtractor extractor,
            Map<K, ImageRejectedException> refused) {
        int side = encoder.inputSize();
        Map<K, Views> pictures = new LinkedHashMap<>();
        images.forEach((key, image) -> {
            try {
                pictures.put(key, decoder.scaled(image, whole -> Views.of(whole, side, extractor)));
            } catch (ImageRejectedException e) {
                refused.put(key, e);
            }
        });
        return pictures;
    }

    private static List<Descriptor> embed(Encoder encoder, Collection<Views> pictures) {
        return pictures.isEmpty()
                ? List.of()
                : encoder.embedAll(pictures.stream().map(Views::square).toList(), View.SATELLITE);
    }

    /**
     * What is made of an image.
     *
     * @param square what the network sees
     * @param kept what is kept, and looked at for local features
     */
    private record Views(RgbImage square, RgbImage kept) {
        static Views of(RgbImage image, int side, @Nullable TileFeatureExtractor extractor) {
            RgbImage square = Resize.bicubic(image, side, side);
            return new Views(square, extractor == null ? square : extractor.kept(image, side));
        }
    }

    /** What is kept of an image, such that another model can embed it later. */
    static final class Thumbnail {
        private static final float QUALITY = 0.95f;
        private static final Set<String> COMPACT = Set.of("image/jpeg", "image/webp");

        private Thumbnail() {}

        /**
         * An image that is small already stays as it came: nothing is lost and no time is spent.
         *
         * @param picture the image as it is to be kept
         */
        static Tile.Image of(RgbImage picture, byte[] image) {
            Dimension side = new Dimension(picture.width(), picture.height());
            return ImageFormat.Header.of(image)
                    .filter(header -> COMPACT.contains(header.mediaType()) && header.size().equals(side))
                    .filter(header -> image.length <= side.width * side.height)
                    .map(header -> new Tile.Image(header.mediaType(), image)).orElseGet(() -> jpeg(picture));
        }

        private static Tile.Image jpeg(RgbImage picture) {
            try {
                return new Tile.Image("image/jpeg", ImageFile.jpeg(picture.toBufferedImage(), QUALITY));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
