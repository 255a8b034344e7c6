package dev.geofix.jobs;

import com.fasterxml.jackson.annotation.Nulls;
import dev.geofix.platform.UserException;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a request strictly: a mistyped field is refused now, and not ignored for the days that a training takes. */
public final class JobBody {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT).disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL)).build();

    private JobBody() {}

    /** @throws UserException that names the field, for an unknown one or a value of the wrong type */
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
