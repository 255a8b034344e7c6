package dev.geofix.gallery.map;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.TileStore;
import dev.geofix.geo.MapTile;
import dev.geofix.platform.UserException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

@RestController
@RequestMapping("/api/v1/galleries/{gallery}")
@Tag(name = "Galleries")
class MapController {
    /** Some millimetres a pixel. */
    private static final int MOST_ZOOM = 24;

    private final TilePlaces places;
    private final MapPictures pictures;

    MapController(TilePlaces places, MapPictures pictures) {
        this.places = places;
        this.pictures = pictures;
    }

    @GetMapping(path = "/coverage", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What ground a gallery covers", description = "And the attributes that its tiles have, for filters.")
    Coverage coverage(@Parameter(example = "default") @PathVariable GalleryName gallery) {
        return TilePlaces.coverage(places.of(gallery));
    }

    @GetMapping(path = "/map/{zoom}/{x}/{y}", produces = MediaType.ALL_VALUE)
    @ApiResponse(responseCode = "200", description = "A picture of 256 by 256 pixels", content = @Content(mediaType = "image/*", schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "204", description = "The gallery covers nothing of the square", content = @Content)
    @Operation(summary = "A square of the gallery's map", description = "In XYZ numbering, so map programs can show a gallery as a layer: made of the pictures of its tiles. "
            + "Where tiles are too small to be told apart, the ground that they cover is marked instead. Carries an ETag.")
    @Nullable
    ResponseEntity<byte[]> square(@Parameter(example = "default") @PathVariable GalleryName gallery,
            @Parameter(example = "17") @PathVariable int zoom, @Parameter(example = "92112") @PathVariable int x,
            @Parameter(example = "52591") @PathVariable int y, WebRequest request) {
        TileStore tiles = places.of(gallery);
        MapDrawing drawing = TilePlaces.drawing(tiles, tile(zoom, x, y));
        if (drawing.isEmpty()) {
            return ResponseEntity.noContent().cacheControl(CacheControl.noCache()).build();
        }
        if (request.checkNotModified(drawing.fingerprint())) {
            return null;
        }
        MapPictures.Picture picture = pictures.of(drawing, tiles::image);
        return ResponseEntity.ok().contentType(picture.type()).cacheControl(CacheControl.noCache())
                .body(picture.bytes());
    }

    private static MapTile tile(int zoom, int x, int y) {
        if (zoom > MOST_ZOOM) {
            throw new UserException("zoom must be at most " + MOST_ZOOM + ", not " + zoom + ".");
        }
        try {
            return new MapTile(zoom, x, y);
        } catch (IllegalArgumentException e) {
            throw new UserException("There is no such square: " + e.getMessage() + ".");
        }
    }
}
