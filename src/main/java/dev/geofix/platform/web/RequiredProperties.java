package dev.geofix.platform.web;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of every record in the description of the API which of its members are always there: those that are not {@link Nullable}. Types made of the description then tell the same. */
@Component
class RequiredProperties implements ModelConverter {
    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
            Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        if (schema != null && type.getType() != null) {
            JavaType known = TypeFactory.defaultInstance().constructType(type.getType());
            if (known.getRawClass().isRecord()) {
                require(model(schema, context), known.getRawClass().getRecordComponents());
            }
        }
        return schema;
    }

    /** What a reference stands for. */
    private static @Nullable Schema<?> model(Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        return reference == null ? schema : context.getDefinedModels().get(reference.substring(REFERENCE.length()));
    }

    private static void require(@Nullable Schema<?> model, RecordComponent[] components) {
        Map<String, ?> properties = model == null ? null : model.getProperties();
        if (model == null || properties == null) {
            return;
        }
        for (RecordComponent component : components) {
            String name = component.getName();
            boolean isListed = model.getRequired() != null && model.getRequired().contains(name);
            if (properties.containsKey(name) && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && !isListed) {
                model.addRequiredItem(name);
            }
        }
    }
}
