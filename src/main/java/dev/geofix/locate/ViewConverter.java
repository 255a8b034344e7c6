package dev.geofix.locate;

import dev.geofix.inference.View;
import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** {@code view=drone} in a query, in any case. */
@Component
class ViewConverter implements Converter<String, View> {
    @Override
    public View convert(String text) {
        return View.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
