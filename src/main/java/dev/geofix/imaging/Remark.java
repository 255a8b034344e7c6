package dev.geofix.imaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Something that a photo says and that is not believed, or only half.
 *
 * @param name what it would have been: a {@link Hint}'s name, position or xmp
 * @param value as it stands in the photo; absent where it is no number
 */
public record Remark(String name, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double value, String source,
        String reason) {}
