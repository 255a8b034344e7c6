package dev.geofix.gallery;

import dev.geofix.gallery.PutResult.Outcome;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.inference.DecodeBulkhead;
import dev.geofix.inference.ImageMemory;
import dev.geofix.platform.UserException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping(path = "/api/v1/galleries/{gallery}/tiles", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Tiles", description = "Satellite images of known places.")
class TileController {
    /** Examples are read as JSON: a string in it, not an object. */
    private static final String ATTRIBUTES = "\"{\\\"season\\\": \\\"summer\\\"}\"";
    private static final int MAX_ATTRIBUTES_LENGTH = 64 * 1024;
    private static final TypeReference<@Nullable Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private final GalleryService galleries;
    private final JsonMapper json;
    private final DecodeBulkhead decoder;

    TileController(GalleryService galleries, JsonMapper json, DecodeBulkhead decoder) {
        this.galleries = galleries;
        this.json = json;
        this.decoder = decoder;
    }

    @GetMapping
    @Operation(summary = "Tiles by id, page by page", description = "`next` is the path of the following page, null on the last one.")
    TileView.Page list(@Parameter(example = "default") @PathVariable GalleryName gallery,
            @Parameter(description = "west,south,east,north: tiles whose centre lies in it", schema = @Schema(type = "string")) @RequestParam(required = false) @Nullable BoundingBox bbox,
            @Parameter(description = "from `next` of the page before") @RequestParam(required = false) @Nullable TileId cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        List<Tile> found = galleries.tiles(gallery, bbox, cursor, limit + 1);
        List<TileView> tiles = found.stream().limit(limit).map(tile -> TileView.of(gallery, tile)).toList();
        return new TileView.Page(tiles,
                found.size() <= limit ? null : next(gallery, bbox, found.get(limit - 1).id(), limit));
    }

    @GetMapping("/{tile}")
    @Operation(summary = "One tile", description = "Its place, its attributes, and the hash of the image that was sent.")
    TileView get(@Parameter(example = "default") @PathVariable GalleryName gallery,
            @Parameter(example = "t-0001") @PathVariable TileId tile) {
        return TileView.of(gallery, galleries.tile(gallery, tile));
    }

    @PutMapping(path = "/{tile}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ApiResponse(responseCode = "200", description = "It was there", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "It is new", useReturnTypeSchema = true)
    @Operation(summary = "Add or replace a tile", description = "Its place is `latitude` and `longitude` of the centre, or `bounds`. "
            + "201 when it is new, 200 when it was there; the same image again is not embedded again.")
    ResponseEntity<TileView> put(@Parameter(example = "town") @PathVariable GalleryName gallery,
            @Parameter(example = "roof-1") @PathVariable TileId tile, @RequestPart MultipartFile image,
            @Parameter(example = "52.1") @RequestParam(required = false) @Nullable Double latitude,
            @Parameter(example = "4.3") @RequestParam(required = false) @Nullable Double longitude,
            @Parameter(description = "west,south,east,north", schema = @Schema(type = "string")) @RequestParam(required = false) @Nullable BoundingBox bounds,
            @Parameter(description = "a JSON object", example = ATTRIBUTES) @RequestParam(required = false) @Nullable String attributes)
            throws IOException {
        PutResult result;
        try (ImageMemory.Share memory = decoder.reading(image.getSize())) {
            result = galleries
                    .put(gallery,
                            List.of(newTile(tile, latitude, longitude, bounds, attributes, image.getBytes())))
                    .getFirst();
        }
        if (result.refusal() != null) {
            throw result.refusal();
        }
        TileView view = get(gallery, tile);
        return result.outcome() == Outcome.CREATED
                ? ResponseEntity.created(URI.create(TileLinks.path(gallery, "tiles", tile.value()))).body(view)
                : ResponseEntity.ok(view);
    }

    @DeleteMapping("/{tile}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a tile", description = "No search finds it once this has answered.")
    void delete(@Parameter(example = "town") @PathVariable GalleryName gallery,
            @Parameter(example = "roof-1") @PathVariable TileId tile) {
        galleries.deleteTile(gallery, tile);
    }

    @GetMapping(path = "/{tile}/image", produces = MediaType.ALL_VALUE)
    @Operation(summary = "The tile's picture", description = "As it is kept: scaled to what local features are found on, or in a gallery without them to the size of the network's input, so not the file that was sent; contentHash is that file's. Carries an ETag, so an unchanged one is not sent again.")
    @Nullable
    ResponseEntity<byte[]> image(@Parameter(example = "default") @PathVariable GalleryName gallery,
            @Parameter(example = "t-0001") @PathVariable TileId tile, WebRequest request) {
        if (request.checkNotModified(galleries.tile(gallery, tile).contentHash())) {
            return null;
        }
        Tile.Image image = galleries.image(gallery, tile);
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(image.mediaType()))
                .cacheControl(CacheControl.noCache()).body(image.bytes());
    }

    /** @throws UserException when the place is missing or no place, or the attributes are no JSON object */
    private NewTile newTile(TileId tile, @Nullable Double latitude, @Nullable Double longitude,
            @Nullable BoundingBox bounds, @Nullable String attributes, byte[] image) {
        Map<String, Object> read = read(attributes);
        try {
            if (latitude != null && longitude != null) {
                return new NewTile(tile, new GeoPoint(latitude, longitude), bounds, read, image);
            }
            if (bounds != null && latitude == null && longitude == null) {
                return NewTile.of(tile, bounds, read, image);
            }
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage() + ".");
        }
        throw new UserException("Say where the tile lies: latitude and longitude of its centre, "
                + "or bounds=west,south,east,north, in degrees.");
    }

    private Map<String, Object> read(@Nullable String attributes) {
        if (attributes == null || attributes.isBlank()) {
            return Map.of();
        }
        if (attributes.length() > MAX_ATTRIBUTES_LENGTH) {
            throw new UserException("attributes may have " + MAX_ATTRIBUTES_LENGTH + " characters at most.");
        }
        try {
            // As written: a double would round long numbers and make large ones infinite.
            Map<String, Object> values = json.readerFor(OBJECT)
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).readValue(attributes);
            if (values != null) {
                return values;
            }
        } catch (JacksonException e) {
            // falls through to the one message for both
        }
        throw new UserException("attributes must be a JSON object, for example {\"season\": \"summer\"}.");
    }

    private static String next(GalleryName gallery, @Nullable BoundingBox bbox, TileId cursor, int limit) {
        UriComponentsBuilder link = UriComponentsBuilder.fromPath("").queryParam("cursor", "{cursor}")
                .queryParam("limit", limit);
        if (bbox != null) {
            link.queryParam("bbox", bbox.west() + "," + bbox.south() + "," + bbox.east() + "," + bbox.north());
        }
        return TileLinks.path(gallery, "tiles") + link.encode().buildAndExpand(cursor.value()).toUriString();
    }

    /**
     * A tile in JSON.
     *
     * @param latitude of the centre
     * @param bounds west, south, east, north
     * @param image path of its picture
     */
    private record TileView(@Schema(example = "t-0042") String tile, @Schema(example = "52.1") double latitude,
            @Schema(example = "4.3") double longitude,
            @Schema(example = "[4.2995, 52.0995, 4.3005, 52.1005]") @Nullable List<Double> bounds,
            Map<String, Object> attributes, String contentHash, String image) {

        static TileView of(GalleryName gallery, Tile tile) {
            BoundingBox box = tile.bounds();
            return new TileView(tile.id().value(), tile.center().latitude(), tile.center().longitude(),
                    box == null ? null : List.of(box.west(), box.south(), box.east(), box.north()), tile.attributes(),
                    tile.contentHash(), TileLinks.image(gallery, tile.id()));
        }

        /** @param next path of the following page; null on the last one */
        record Page(List<TileView> tiles, @Nullable String next) {}
    }
}
