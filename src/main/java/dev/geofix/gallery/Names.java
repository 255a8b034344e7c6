package dev.geofix.gallery;

import dev.geofix.platform.UserException;
import java.text.Normalizer;

/** What the names of galleries and tiles have in common: they stand in a URL path, escaped, and in lists. */
final class Names {
    /** Refused by servlet containers and firewalls even when escaped. */
    private static final String UNSAFE_IN_PATHS = "/\\;%";

    private Names() {}

    /** The composed form (NFC) of the name, so that the same letters are the same name however they were typed. */
    static String check(String what, String name, int maxLength) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        boolean sound = !composed.isBlank() && composed.equals(composed.strip()) && composed.length() <= maxLength
                && !composed.equals(".") && !composed.equals("..")
                && composed.codePoints().allMatch(Names::isAllowed);
        if (!sound) {
            throw new UserException(what + " must be 1 to " + maxLength
                    + " printable characters without / \\ ; % and without blanks at its ends, and neither . nor ..");
        }
        return composed;
    }

    private static boolean isAllowed(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                    Character.PRIVATE_USE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> UNSAFE_IN_PATHS.indexOf(character) < 0;
        };
    }
}
