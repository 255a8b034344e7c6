package dev.geofix.gallery.search;

import dev.geofix.platform.UserException;

/**
 * An attribute that a tile must have, as a query writes it: {@code season=summer}. A value that is written as a number is found as text and as
 * a number, so that {@code year=2026} finds 2026, 2026.0 and "2026"; {@code true} and {@code false} find text and truth values. Lists and objects are not
 * looked into.
 *
 * @throws UserException when the name is empty or one is too long
 */
public record AttributeFilter(String name, String value) {
    private static final int MAX_LENGTH = 1000;

    public AttributeFilter {
        if (name.isEmpty() || name.length() > MAX_LENGTH || value.length() > MAX_LENGTH) {
            throw new UserException("attribute must be name=value, such as season=summer, with 1 to "
                    + MAX_LENGTH + " characters on either side");
        }
    }

    /**
     * Reads {@code name=value}; the value may hold more of those signs, the name has them as {@code \=} and backslashes as {@code \\}.
     *
     * @throws UserException when it is no such pair
     */
    public static AttributeFilter valueOf(String text) {
        StringBuilder name = new StringBuilder();
        int at = 0;
        for (; at < text.length() && text.charAt(at) != '='; at++) {
            if (text.startsWith("\\=", at) || text.startsWith("\\\\", at)) {
                at++;
            }
            name.append(text.charAt(at));
        }
        if (name.isEmpty() || at == text.length()) {
            throw new UserException("must be name=value, such as season=summer, not '" + text + "'");
        }
        return new AttributeFilter(name.toString(), text.substring(at + 1));
    }

    /** The value as a number; the text itself when it is none. */
    public Object numberOrText() {
        if (!value.matches("[-+]?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][-+]?[0-9]{1,4})?")) {
            return value;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            return Double.valueOf(value);
        }
    }
}
