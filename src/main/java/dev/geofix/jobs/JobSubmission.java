package dev.geofix.jobs;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes a job of a request, once for each idempotency key however often the request comes. */
@Component
public class JobSubmission {
    private final JobService jobs;

    JobSubmission(JobService jobs) {
        this.jobs = jobs;
    }

    /**
     * One request at a time, so that what a check found is still so when its job is there.
     *
     * @param key the client's name for the request; null when it takes care itself
     * @param check finds the job's parameters in the body, or throws
     * @return 202 with the new job, 200 with the one that this key has made; both with its location
     * @throws KeyReusedException when the key has made a job from another body
     */
    public synchronized ResponseEntity<Job> submit(String kind, @Nullable String key, JsonNode body,
            Supplier<?> check) {
        IdempotencyKey named = key == null ? null : IdempotencyKey.of(key, body);
        Optional<Job> before = named == null ? Optional.empty() : jobs.find(kind, named);
        return before.map(job -> answer(HttpStatus.OK, job))
                .orElseGet(() -> answer(HttpStatus.ACCEPTED, jobs.submit(kind, check.get(), named)));
    }

    /**
     * As {@link #submit}, for a check that may take long: other requests go on meanwhile.
     *
     * @param taken run when the job is about to be made of this request and not of another one under the same key
     */
    public ResponseEntity<Job> submitChecked(String kind, @Nullable String key, JsonNode body, Supplier<?> check,
            Runnable taken) {
        if (key != null) {
            Optional<Job> before = jobs.find(kind, IdempotencyKey.of(key, body));
            if (before.isPresent()) {
                return answer(HttpStatus.OK, before.get());
            }
        }
        Object parameters = check.get();
        return submit(kind, key, body, () -> {
            taken.run();
            return parameters;
        });
    }

    private static ResponseEntity<Job> answer(HttpStatus status, Job job) {
        return ResponseEntity.status(status).location(URI.create("/api/v1/jobs/" + job.id())).body(job);
    }
}
