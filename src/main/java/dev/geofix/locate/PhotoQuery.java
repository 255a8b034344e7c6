package dev.geofix.locate;

import dev.geofix.gallery.TileMatch;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.imaging.RgbImage;
import dev.geofix.model.Descriptor;
import dev.geofix.model.Encoder;
import dev.geofix.model.View;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A photo as it is asked for, whatever holds the tiles: the service's galleries, or the folders that a model is calibrated on.
 *
 * @param turns a descriptor for each turn of the view
 */
record PhotoQuery(QueryView view, List<Descriptor> turns) {
    /**
     * @param photo with what the request overrules
     * @param tileSide ground side of the gallery's tiles, metres
     * @param watch gets the stages preprocess and embed
     */
    static PhotoQuery of(RgbImage image, PhotoMetadata photo, @Nullable Double tileSide, Encoder encoder,
            LocateSettings settings, Stopwatch watch) {
        QueryView view = QueryView.of(photo, tileSide, settings);
        List<RgbImage> squares = view.render(image, photo, encoder.inputSize());
        watch.lap("preprocess");
        List<Descriptor> turns = encoder.embedAll(squares, View.DRONE);
        watch.lap("embed");
        return new PhotoQuery(view, turns);
    }

    /** The tiles that the search finds for any turn, best first, each with its best score. */
    List<TileMatch> rank(Function<Descriptor, List<TileMatch>> search) {
        return Ranking.best(turns.stream().map(search).toList());
    }
}
