package dev.geofix.locate;

import dev.geofix.imaging.RgbImage;
import dev.geofix.inference.DecodeBulkhead;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.Encoder;
import dev.geofix.inference.ImageMemory;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.View;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.springframework.core.convert.converter.Converter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

@RestController
@Tag(name = "Locate")
class EmbeddingsController {
    private static final int MOST_IMAGES = 64;

    private final DecodeBulkhead decoder;
    private final ModelRegistry models;
    private final PhotoBulkhead bulkhead;

    EmbeddingsController(DecodeBulkhead decoder, ModelRegistry models, PhotoBulkhead bulkhead) {
        this.decoder = decoder;
        this.models = models;
        this.bulkhead = bulkhead;
    }

    /**
     * Descriptors in the order of the images.
     *
     * @param embeddings one row a part; the rows of an image together have length 1, so that the sum of the products of two images'
     *     values is their cosine
     */
    record Embeddings(String model, int parts, int partDimension, List<float[][]> embeddings) {}

    @Operation(summary = "Descriptors of images", description = "Each image is scaled to the network's square input as it is.")
    @PostMapping(path = "/api/v1/embeddings", consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    Embeddings embeddings(
            @Parameter(description = "JPEG, PNG, WebP or TIFF; repeat the part for several") @RequestPart("image") List<MultipartFile> image,
            @Parameter(schema = @Schema(type = "string", allowableValues = {"drone",
                "satellite"}, defaultValue = "drone")) @RequestParam(defaultValue = "drone") View view)
            throws IOException {
        if (image.size() > MOST_IMAGES) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, image.size() + " images are too many for one "
                    + "request; send at most " + MOST_IMAGES + ".");
        }
        try (PhotoBulkhead.Permit permit = bulkhead.enter()) {
            return embed(image, view);
        }
    }

    private Embeddings embed(List<MultipartFile> image, View view) throws IOException {
        Encoder encoder = models.active();
        List<RgbImage> squares = new ArrayList<>();
        for (MultipartFile file : image) {
            // Scaled one by one: many large photos would not fit into memory side by side.
            try (ImageMemory.Share memory = decoder.reading(file.getSize())) {
                squares.add(decoder.square(file.getBytes(), encoder.inputSize()));
            }
        }
        List<Descriptor> descriptors = encoder.embedAll(squares, view);
        int parts = descriptors.getFirst().parts();
        return new Embeddings(encoder.version().value(), parts, encoder.dimension() / parts,
                descriptors.stream().map(EmbeddingsController::rows).toList());
    }

    private static float[][] rows(Descriptor descriptor) {
        int length = descriptor.dimension() / descriptor.parts();
        return IntStream.range(0, descriptor.parts())
                .mapToObj(part -> Arrays.copyOfRange(descriptor.values(), part * length, (part + 1) * length))
                .toArray(float[][]::new);
    }

    /** {@code view=drone} in a query, in any case. */
    @Component
    static class ViewConverter implements Converter<String, View> {
        @Override
        public View convert(String text) {
            return View.valueOf(text.toUpperCase(Locale.ROOT));
        }
    }
}
