package dev.geofix.gallery.search;

import dev.geofix.platform.UserException;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/**
 * Attributes that a tile must have, all of them, as a query gives them: a parameter {@code name=value} each.
 *
 * @throws UserException when there are more than {@value SearchRequest#MAX_ATTRIBUTES}
 */
public record AttributeFilters(List<AttributeFilter> all) {
    public AttributeFilters {
        if (all.size() > SearchRequest.MAX_ATTRIBUTES) {
            throw new UserException("at most " + SearchRequest.MAX_ATTRIBUTES
                    + " attributes can be asked for at once, not " + all.size());
        }
        all = List.copyOf(all);
    }

    /** A single one: its value may hold commas, which would end it in a list. */
    public static AttributeFilters valueOf(String text) {
        return new AttributeFilters(List.of(AttributeFilter.valueOf(text)));
    }

    /** A parameter that is given several times. */
    @Component
    static class Several implements Converter<String[], AttributeFilters> {
        @Override
        public AttributeFilters convert(String[] texts) {
            return new AttributeFilters(Arrays.stream(texts).map(AttributeFilter::valueOf).toList());
        }
    }
}
