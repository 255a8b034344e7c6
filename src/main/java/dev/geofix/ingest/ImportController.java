package dev.geofix.ingest;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryService;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobSubmission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/api/v1/galleries/{gallery}/imports", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Galleries", description = "Sets of satellite tiles that are searched together.")
@ApiResponse(responseCode = "202", description = "The job that imports it", useReturnTypeSchema = true)
@ApiResponse(responseCode = "200", description = "The job that this Idempotency-Key has made before", useReturnTypeSchema = true)
@ApiResponse(responseCode = "400", description = "It cannot be imported; the detail says why")
@ApiResponse(responseCode = "404", description = "There is no such gallery")
@ApiResponse(responseCode = "409", description = "Another model than the active one embedded the gallery")
@ApiResponse(responseCode = "422", description = "This Idempotency-Key has made a job from another body")
class ImportController {
    private static final String KEY = "your own name for this request: sent again, it finds the job it has made";

    private final ImportService imports;
    private final GalleryService galleries;
    private final ImportUploads uploads;
    private final JobSubmission submission;

    ImportController(ImportService imports, GalleryService galleries, ImportUploads uploads,
            JobSubmission submission) {
        this.imports = imports;
        this.galleries = galleries;
        this.uploads = uploads;
        this.submission = submission;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Import a folder or file of the server", description = """
            A folder with a CSV or GeoJSON manifest, a folder of map tiles (XYZ or TMS), a zip, tar or tar.gz of either, an MBTiles file, a GeoPackage, or a
            GeoTIFF; its content tells which. What cannot be imported is listed in the job with its reason, the rest goes in. Importing again passes over what is
            there. All sources with their options and limits: docs/imports.md.""", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(schema = @Schema(implementation = SourceOptions.class), examples = {
        @ExampleObject(name = "a folder with manifest.csv", value = "{\"source\": \"town\"}"),
        @ExampleObject(name = "one zoom of a tile pyramid", value = "{\"source\": \"country.mbtiles\", \"zoom\": 17}")})))
    ResponseEntity<Job> importSource(@Parameter(example = "town") @PathVariable GalleryName gallery,
            @Parameter(description = KEY) @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody JsonNode body) {
        return submission.submit(ImportHandler.KIND, key, named(gallery, body),
                () -> imports.check(gallery, JobSubmission.read(body, SourceOptions.class)));
    }

    @PostMapping(consumes = {"application/zip", "application/x-zip-compressed", "application/x-tar", "application/gzip",
        "application/x-gzip", "application/vnd.sqlite3", "application/x-sqlite3", "application/geopackage+sqlite3",
        "image/tiff", MediaType.APPLICATION_OCTET_STREAM_VALUE})
    @ApiResponse(responseCode = "413", description = "It is longer than geofix.gallery.import-max-upload")
    @ApiResponse(responseCode = "507", description = "The disk of the data folder has no room for it")
    @Operation(summary = "Import a file that is sent", description = """
            The body is the file itself: a zip, tar or tar.gz of a folder with a manifest or of map tiles, an MBTiles file, a GeoPackage, or a GeoTIFF. Its content
            tells which it is, so application/octet-stream does for all. It is written to the disk as it comes and is there when this answers.""", requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<Job> importUpload(@Parameter(example = "town") @PathVariable GalleryName gallery,
            @Parameter(description = KEY) @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Parameter(description = "name of the file, for messages", example = "town.zip") @RequestParam(required = false) @Nullable String file,
            @ParameterObject SourceOptions options,
            @Parameter(hidden = true) HttpServletRequest request) throws IOException {
        galleries.checkModel(gallery);
        try (ImportUploads.Upload upload = uploads.receive(request.getInputStream(), request.getContentLengthLong(),
                file)) {
            return submission.submit(ImportHandler.KIND, key, named(gallery, upload.describe(options)),
                    () -> imports.checkUpload(gallery, upload.file(), options), checked -> {
                        upload.keep();
                        return checked;
                    });
        }
    }

    /** One key is one import, whose gallery stands in the address and not in the body. */
    private static JsonNode named(GalleryName gallery, JsonNode body) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        named.put("gallery", gallery.value());
        named.set("body", body);
        return named;
    }
}
