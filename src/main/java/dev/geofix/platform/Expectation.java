package dev.geofix.platform;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.validation.FieldError;

/** Says in a sentence what a parameter or a setting should have been. */
public final class Expectation {
    private Expectation() {}

    public static String sentence(FieldError error) {
        if (error.contains(TypeMismatchException.class)) {
            return sentence(error.getField(), error.unwrap(TypeMismatchException.class));
        }
        // A rule over several parameters is a sentence of its own: it is named after the method that checks it.
        boolean overAll = error.getRejectedValue() instanceof Boolean;
        return overAll
                ? String.valueOf(error.getDefaultMessage())
                : error.getField() + " " + error.getDefaultMessage() + ", not " + error.getRejectedValue();
    }

    public static String sentence(String parameter, TypeMismatchException e) {
        Throwable cause = e.getMostSpecificCause();
        Class<?> type = e.getRequiredType();
        boolean isForeign = type == null || type.isEnum() || !type.getPackageName().startsWith("dev.geofix.");
        // A value object says itself what it wants; enums and Java's own parsers do not.
        return cause instanceof IllegalArgumentException && !isForeign
                ? parameter + ": " + cause.getMessage()
                : parameter + " must be " + of(type) + ", not '" + e.getValue() + "'";
    }

    /** What a value of that type looks like, for people: never the type's own name. */
    public static String of(@Nullable Class<?> type) {
        if (type != null && type.isEnum()) {
            return "one of " + Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        }
        if (type != null && Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return switch (type == null ? "" : type.getSimpleName()) {
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "double", "Double", "float", "Float" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "UUID" -> "a UUID";
            case "String" -> "text";
            default -> "of another form";
        };
    }
}
