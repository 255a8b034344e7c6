package dev.geofix.ingest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.geofix.gallery.GalleryName;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.jobs.Job;
import java.nio.file.Path;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parameters of an import job, as they were checked.
 *
 * @param uploaded whether the source was sent for this job, whose own it is
 * @param options with the real path of the source; of an upload relative to the shared folder, which may be moved or copied
 */
record ImportParameters(String gallery, boolean uploaded, @JsonUnwrapped SourceOptions options) {
    static ImportParameters of(GalleryName gallery, boolean uploaded, Path source, SourceOptions options) {
        return new ImportParameters(gallery.value(), uploaded, options.withSource(source.toString()));
    }

    static ImportParameters of(Job job) {
        return JsonMapper.shared().convertValue(job.parameters(), ImportParameters.class);
    }

    Path source(Path shared) {
        return shared.resolve(Objects.requireNonNull(options.source(), "an import job has a source"));
    }
}
