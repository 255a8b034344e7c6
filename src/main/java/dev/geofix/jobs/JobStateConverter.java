package dev.geofix.jobs;

import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** {@code state=running} in a query, in any case. */
@Component
class JobStateConverter implements Converter<String, JobState> {
    @Override
    public JobState convert(String text) {
        return JobState.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
