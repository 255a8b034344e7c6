package dev.geofix.gallery;

import dev.geofix.image.ImageRejectedException;
import dev.geofix.image.RgbImage;
import dev.geofix.model.DecodeGate;
import dev.geofix.model.Descriptor;
import dev.geofix.model.Encoder;
import dev.geofix.model.View;
import java.util.ArrayList;
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
     * Only the scaled picture is kept of each image, so a batch of large ones takes the memory of one.
     *
     * @param refused receives the reason for each image that cannot be decoded; the others are embedded
     */
    List<EmbeddedTile> embed(Encoder encoder, Map<Tile, byte[]> images, Map<TileId, ImageRejectedException> refused) {
        List<Tile> tiles = new ArrayList<>();
        List<RgbImage> pictures = new ArrayList<>();
        images.forEach((tile, image) -> {
            try {
                pictures.add(decoder.square(image, encoder.inputSize()));
                tiles.add(tile);
            } catch (ImageRejectedException e) {
                refused.put(tile.id(), e);
            }
        });
        List<Descriptor> descriptors = tiles.isEmpty() ? List.of() : encoder.embedAll(pictures, View.SATELLITE);
        List<EmbeddedTile> embedded = new ArrayList<>();
        for (int i = 0; i < tiles.size(); i++) {
            embedded.add(new EmbeddedTile(tiles.get(i), Thumbnail.of(pictures.get(i)), descriptors.get(i),
                    encoder.version()));
        }
        return embedded;
    }
}
