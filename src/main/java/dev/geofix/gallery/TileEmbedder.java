package dev.geofix.gallery;

import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.RgbImage;
import dev.geofix.model.DecodeGate;
import dev.geofix.model.Descriptor;
import dev.geofix.model.Encoder;
import dev.geofix.model.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Decodes, scales and embeds the images of new tiles. */
@Component
class TileEmbedder {
    private final DecodeGate decoder;

    TileEmbedder(DecodeGate decoder) {
        this.decoder = decoder;
    }

    /**
     * Descriptors of pictures that are kept.
     *
     * @param refused receives the reason for each that cannot be decoded
     */
    Map<Long, Descriptor> embedPictures(Encoder encoder, Map<Long, byte[]> images,
            Map<Long, ImageRejectedException> refused) {
        Map<Long, RgbImage> pictures = decode(encoder, images, refused);
        List<Descriptor> descriptors = embed(encoder, pictures.values());
        Map<Long, Descriptor> embedded = new LinkedHashMap<>();
        pictures.keySet().forEach(sequence -> embedded.put(sequence, descriptors.get(embedded.size())));
        return embedded;
    }

    /**
     * Only the scaled picture is kept of each image, so a batch of large ones takes the memory of one.
     *
     * @param refused receives the reason for each image that cannot be decoded; the others are embedded
     */
    List<EmbeddedTile> embed(Encoder encoder, Map<Tile, byte[]> images, Map<TileId, ImageRejectedException> refused) {
        Map<Tile, ImageRejectedException> reasons = new LinkedHashMap<>();
        Map<Tile, RgbImage> pictures = decode(encoder, images, reasons);
        reasons.forEach((tile, reason) -> refused.put(tile.id(), reason));
        List<Descriptor> descriptors = embed(encoder, pictures.values());
        List<EmbeddedTile> embedded = new ArrayList<>();
        images.forEach((tile, image) -> {
            RgbImage picture = pictures.get(tile);
            if (picture != null) {
                embedded.add(new EmbeddedTile(tile, Thumbnail.of(picture, image), descriptors.get(embedded.size()),
                        encoder.version()));
            }
        });
        return embedded;
    }

    private <K> Map<K, RgbImage> decode(Encoder encoder, Map<K, byte[]> images,
            Map<K, ImageRejectedException> refused) {
        Map<K, RgbImage> pictures = new LinkedHashMap<>();
        images.forEach((key, image) -> {
            try {
                pictures.put(key, decoder.square(image, encoder.inputSize()));
            } catch (ImageRejectedException e) {
                refused.put(key, e);
            }
        });
        return pictures;
    }

    private static List<Descriptor> embed(Encoder encoder, Collection<RgbImage> pictures) {
        return pictures.isEmpty() ? List.of() : encoder.embedAll(List.copyOf(pictures), View.SATELLITE);
    }
}
