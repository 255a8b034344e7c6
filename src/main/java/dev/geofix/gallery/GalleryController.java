package dev.geofix.gallery;

import dev.geofix.platform.UserException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/galleries", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Galleries", description = "Sets of satellite tiles that are searched together.")
class GalleryController {
    private static final int MAX_DESCRIPTION_LENGTH = 2000;

    private final GalleryService galleries;

    GalleryController(GalleryService galleries) {
        this.galleries = galleries;
    }

    @GetMapping
    @Operation(summary = "All galleries by name", description = "Each with the model that embedded it and how many tiles it holds.")
    List<Gallery> list() {
        return galleries.list();
    }

    @PutMapping("/{gallery}")
    @ApiResponse(responseCode = "200", description = "It was there", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "It is new", useReturnTypeSchema = true)
    @Operation(summary = "Make a gallery", description = "For the active model. 201 when it is new, 200 when it is there already; then what the body names is changed.")
    ResponseEntity<Gallery> create(@Parameter(example = "town") @PathVariable GalleryName gallery,
            @RequestBody(required = false) @Nullable Properties body) {
        String description = body == null ? null : body.description();
        if (description != null && description.length() > MAX_DESCRIPTION_LENGTH) {
            throw new UserException(
                    "description may have " + MAX_DESCRIPTION_LENGTH + " characters at most.");
        }
        boolean created = galleries.create(gallery, description, body == null ? null : body.localFeatures());
        return created
                ? ResponseEntity.created(URI.create(TileLinks.path(gallery))).body(galleries.get(gallery))
                : ResponseEntity.ok(galleries.get(gallery));
    }

    @GetMapping("/{gallery}")
    @Operation(summary = "One gallery", description = "The model that embedded it, how many tiles it holds, and how many of them have local features.")
    Gallery get(@Parameter(example = "default") @PathVariable GalleryName gallery) {
        return galleries.get(gallery);
    }

    @DeleteMapping("/{gallery}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a gallery with all its tiles", description = "Nothing brings them back.")
    void delete(@Parameter(example = "town") @PathVariable GalleryName gallery) {
        galleries.delete(gallery);
    }

    /**
     * @param description free text about the gallery
     * @param localFeatures whether tiles that are put from now on get local features; a new gallery's do unless this is false
     */
    record Properties(@Nullable String description,
            @Schema(example = "true") @Nullable Boolean localFeatures) {}
}
