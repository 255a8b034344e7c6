package dev.geofix.locate;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.search.AttributeFilters;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.DecodeBulkhead;
import dev.geofix.inference.ImageMemory;
import dev.geofix.platform.UnavailableException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.springdoc.core.annotations.ParameterObject;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@Tag(name = "Locate", description = "The main job: a drone photo in, its place out")
class LocateController {
    /** When to ask again while the first start goes on. */
    private static final Duration STARTING = Duration.ofSeconds(5);
    static final String PATH = "/api/v1/locate";

    static {
        // In the query each of these is one text, not its parts.
        SpringDocUtils.getConfig().addSimpleTypesForParameterObject(GalleryName.class, GeoPoint.class,
                BoundingBox.class, AttributeFilters.class, PhotoPixels.class);
    }

    private final LocateService service;
    private final DecodeBulkhead decoder;
    private final PhotoBulkhead bulkhead;
    private final ObjectProvider<StartupCheck> startupChecks;

    LocateController(LocateService service, DecodeBulkhead decoder, PhotoBulkhead bulkhead,
            ObjectProvider<StartupCheck> startupChecks) {
        this.service = service;
        this.decoder = decoder;
        this.bulkhead = bulkhead;
        this.startupChecks = startupChecks;
    }

    @Operation(summary = "Where was this photo taken?", description = """
            Compares the photo with the tiles of a gallery and answers the best matches and a position fix. `fix.accepted` is
            false when no tile deserves trust: a normal answer, not an error; `fix` is null when there was no tile to look at. With `Accept: application/geo+json` the same
            comes as a GeoJSON FeatureCollection, with `Accept: image/png` as a picture: the photo and the tile beside each other, and the keypoints that they
            have in common. To try it, choose the photo that the log names at the first start.""")
    @ApiResponse(responseCode = "200", description = "The fix and the matches, best first", content = {
        @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(implementation = LocateAnswer.class)),
        @Content(mediaType = GeoJson.MEDIA_TYPE, schema = @Schema(implementation = GeoJson.FeatureCollection.class)),
        @Content(mediaType = MediaType.IMAGE_PNG_VALUE, schema = @Schema(type = "string", format = "binary"))})
    @ApiResponse(responseCode = "400", description = "The image or a parameter cannot be used; the detail says what to do")
    @ApiResponse(responseCode = "404", description = "There is no such gallery")
    @ApiResponse(responseCode = "409", description = "Another model than the active one embedded the gallery")
    @ApiResponse(responseCode = "503", description = "Not ready, or too many photos wait; see Retry-After")
    @PostMapping(path = PATH, consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = {
        MediaType.APPLICATION_JSON_VALUE, GeoJson.MEDIA_TYPE, MediaType.IMAGE_PNG_VALUE})
    ResponseEntity<Object> locate(
            @Parameter(description = "JPEG, PNG, WebP or TIFF") @RequestPart("image") MultipartFile image,
            @ParameterObject @Valid LocateParameters parameters, HttpServletRequest http) throws IOException {
        waitForStart(parameters.galleryOrDefault());
        AnswerFormat format = AnswerFormat.of(http.getHeader(HttpHeaders.ACCEPT));
        LocateService.Located located;
        try (PhotoBulkhead.Permit permit = bulkhead.enter();
                ImageMemory.Share memory = decoder.reading(image.getSize())) {
            located = service.locate(image.getBytes(), parameters, format == AnswerFormat.PNG);
        }
        LocateMetrics.answered(http, located.answer());
        return ResponseEntity.ok().contentType(format.mediaType()).body(switch (format) {
            case PNG -> Objects.requireNonNull(located.picture());
            case GEO_JSON -> GeoJson.of(located.answer());
            case JSON -> located.answer();
        });
    }

    private void waitForStart(GalleryName gallery) {
        startupChecks.stream().map(check -> check.reasonToWait(gallery)).filter(Objects::nonNull).findFirst()
                .ifPresent(reason -> {
                    throw new UnavailableException(reason, STARTING);
                });
    }
}
