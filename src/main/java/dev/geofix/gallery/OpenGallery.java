package dev.geofix.gallery;

import dev.geofix.model.Descriptor;
import dev.geofix.model.Encoder;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A gallery as one request sees it: the model that answers, and its index. Both stay a pair when the gallery is switched to another model
 * meanwhile.
 *
 * @param encoder embeds what is asked for
 */
public record OpenGallery(Encoder encoder, BiFunction<Descriptor, SearchRequest, List<TileMatch>> index) {
    /**
     * The tiles most like the query, best first.
     *
     * @param query embedded by the encoder
     */
    public List<TileMatch> search(Descriptor query, SearchRequest request) {
        return index.apply(query, request);
    }
}
