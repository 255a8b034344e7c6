package dev.geofix.locate;

import dev.geofix.imaging.ImageDecoder;
import dev.geofix.imaging.ImageLimits;
import dev.geofix.imaging.PhotoMetadata;
import dev.geofix.imaging.Pyramid;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.View;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a locate request should find, by a comparison with every descriptor. */
public final class ExactLocate {
    private final Encoder encoder;

    public ExactLocate(Encoder encoder) {
        this.encoder = encoder;
    }

    /**
     * The scores of all tiles, best first.
     *
     * @param stored a descriptor for each tile, whose ground sides nobody knows
     */
    public List<Map.Entry<String, Double>> rank(byte[] photo, Map<String, float[]> stored) {
        PhotoMetadata metadata = PhotoMetadata.read(photo);
        Pyramid image = new Pyramid(new ImageDecoder(ImageLimits.DEFAULT).decode(photo));
        List<Descriptor> turns = encoder.embedAll(QueryView.of(metadata, null, LocateSettings.DEFAULT).render(image,
                metadata, encoder.inputSize()), View.DRONE);
        return stored.entrySet().stream()
                .map(tile -> Map.entry(tile.getKey(),
                        turns.stream().mapToDouble(turn -> dot(turn.values(), tile.getValue())).max().orElseThrow()))
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed()).collect(Collectors.toList());
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
