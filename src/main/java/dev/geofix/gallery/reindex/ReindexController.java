package dev.geofix.gallery.reindex;

import dev.geofix.gallery.GalleryName;
import dev.geofix.jobs.Job;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/galleries", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Galleries")
class ReindexController {
    private final ReindexService reindexing;

    ReindexController(ReindexService reindexing) {
        this.reindexing = reindexing;
    }

    @PostMapping("/{gallery}/reindex")
    @ApiResponse(responseCode = "202", description = "The job that embeds it", useReturnTypeSchema = true)
    @Operation(summary = "Embed a gallery anew with the active model", description = """
            For a gallery that another model has embedded: a job makes new descriptors of the pictures that are kept. Until it is
            complete the gallery answers with the descriptors and the model before, then it switches over at once. A reindex that fails or is
            cancelled changes nothing; asked for again it goes on from where it was.""")
    ResponseEntity<Job> reindex(@Parameter(example = "town") @PathVariable GalleryName gallery) {
        return accepted(reindexing.reindex(gallery));
    }

    @PostMapping("/{gallery}/local-features")
    @ApiResponse(responseCode = "202", description = "The job that finds them", useReturnTypeSchema = true)
    @Operation(summary = "Find local features of tiles that have none, or damaged ones", description = """
            For tiles that were stored by an earlier version, or while the gallery or the service had local features switched off: a job finds them on the pictures that
            are kept. Those that cannot be read any more are found anew too. Tiles whose pictures cannot be used are listed in the job and stay without. A job that fails or is cancelled keeps what it has found; asked for
            again it goes on from where it was.""")
    ResponseEntity<Job> findLocalFeatures(@Parameter(example = "town") @PathVariable GalleryName gallery) {
        return accepted(reindexing.findLocalFeatures(gallery));
    }

    private static ResponseEntity<Job> accepted(Job job) {
        return ResponseEntity.accepted().location(URI.create("/api/v1/jobs/" + job.id())).body(job);
    }
}
