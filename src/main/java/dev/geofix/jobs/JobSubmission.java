package dev.geofix.jobs;

import com.fasterxml.jackson.annotation.Nulls;
import dev.geofix.platform.UserException;
import java.net.URI;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Makes a job of a request, once for each idempotency key however often the request comes. */
@Component
public class JobSubmission {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL)).build();

    private final JobService jobs;

    JobSubmission(JobService jobs) {
        this.jobs = jobs;
    }

    /**
     * As {@link #submit(String, String, JsonNode, Supplier, Function)}, where nothing that the check finds can be taken by another request meanwhile.
     *
     * @param check finds the job's parameters, or throws
     */
    public ResponseEntity<Job> submit(String kind, @Nullable String key, JsonNode body, Supplier<?> check) {
        return submit(kind, key, body, check, checked -> checked);
    }

    /**
     * Checks a request while others go on, then makes its job, one at a time in all processes that share the database.
     *
     * @param key the client's name for the request; null when it takes care itself
     * @param check looks at all that the job will need, which may take long, or throws
     * @param take makes the job's parameters of what was checked, when the job is about to be made of this request and not of another one under the same key: what it
     *     finds free is still free when the job is there. May throw
     * @return 202 with the new job, 200 with the one that this key has made; both with its location
     * @throws UserException when the key has made a job from another body
     */
    public <T> ResponseEntity<Job> submit(String kind, @Nullable String key, JsonNode body, Supplier<T> check,
            Function<T, ?> take) {
        IdempotencyKey named = key == null ? null : IdempotencyKey.of(key, body);
        Optional<Job> before = madeUnder(kind, named);
        if (before.isPresent()) {
            return answer(HttpStatus.OK, before.get());
        }
        T checked;
        try {
            checked = check.get();
        } catch (UserException refused) {
            // Another request under this key may have made the job meanwhile, and taken what is missed here.
            return madeUnder(kind, named).map(job -> answer(HttpStatus.OK, job)).orElseThrow(() -> refused);
        }
        JobService.Submitted submitted = jobs.submitOnce(kind, named, () -> take.apply(checked));
        return answer(submitted.isNew() ? HttpStatus.ACCEPTED : HttpStatus.OK, submitted.job());
    }

    private Optional<Job> madeUnder(String kind, @Nullable IdempotencyKey key) {
        return key == null ? Optional.empty() : jobs.find(kind, key);
    }

    private static ResponseEntity<Job> answer(HttpStatus status, Job job) {
        return ResponseEntity.status(status).location(URI.create("/api/v1/jobs/" + job.id())).body(job);
    }

    /**
     * Reads a request strictly: a mistyped field is refused now, and not ignored for the days that a training takes.
     *
     * @throws UserException that names the field, for an unknown one or a value of the wrong type
     */
    public static <T> T read(JsonNode body, Class<T> type) {
        if (!body.isObject()) {
            throw UserException.ofField("The body", "must be a JSON object; see the example at /swagger-ui.html");
        }
        try {
            return STRICT.treeToValue(body, type);
        } catch (UnrecognizedPropertyException e) {
            throw UserException.ofField(e.getPropertyName(), "is no field of this call; there are "
                    + names(e.getKnownPropertyIds()));
        } catch (JacksonException e) {
            if (e.getCause() instanceof UserException refused) {
                throw refused;
            }
            String field = e.getPath().stream().map(JacksonException.Reference::getPropertyName)
                    .filter(Objects::nonNull).collect(Collectors.joining("."));
            throw UserException.ofField(field.isEmpty() ? "The body" : field, "is of the wrong type: "
                    + body.at("/" + field.replace('.', '/')) + "; see the example at /swagger-ui.html");
        }
    }

    private static String names(Collection<Object> names) {
        return names.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }
}
