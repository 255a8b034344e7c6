package dev.geofix.imaging;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as makers write it: {@code +39.80}, {@code 39,8}, {@code 120/1}, {@code 39.8 m}.
 *
 * @param unit what follows the number, in lower case; often empty
 */
record Quantity(double value, String unit) {
    private static final int LONGEST = 80;
    private static final double METERS_PER_FOOT = 0.3048;
    private static final String NUMBER = "[+-]?(?:\\d+(?:[.,]\\d*)?|[.,]\\d+)(?:[eE][+-]?\\d{1,3})?";
    private static final Pattern FORM = Pattern
            .compile("(" + NUMBER + ")(?:\\s*/\\s*(" + NUMBER + "))?\\s*(\\p{L}*|°).*");

    /** Null when the text does not begin with a finite number. */
    static @Nullable Quantity of(@Nullable String text) {
        Matcher form = text == null || text.length() > LONGEST ? null : FORM.matcher(text.strip());
        if (form == null || !form.matches()) {
            return null;
        }
        double value = number(form.group(1)) / (form.group(2) == null ? 1 : number(form.group(2)));
        return Double.isFinite(value) ? new Quantity(value, form.group(3).toLowerCase(Locale.ROOT)) : null;
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(',', '.'));
    }

    /** Null when the unit is none of length. A number without a unit is one of metres. */
    @Nullable
    Double meters() {
        return switch (unit) {
            case "", "m", "meter", "meters", "metre", "metres" -> value;
            case "ft", "foot", "feet" -> value * METERS_PER_FOOT;
            case "cm" -> value / 100;
            case "km" -> value * 1000;
            default -> null;
        };
    }
}
