package dev.geofix.imaging;

import dev.geofix.imaging.XmpProperties.XmpSchema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Picks the properties that {@link XmpSchema} knows out of a packet's text, whether the packet is well-formed XML or not: cameras write
 * attributes twice, bare ampersands, prefixes without a namespace, elements that are never closed. A property is an attribute or an
 * element; a field of a structure is named {@code structure/field}. What is stated first counts.
 *
 * <p>Takes time in proportion to the text: each tag ends at the next {@code <}, which no attribute may contain.
 */
final class XmpScanner {
    private static final int MOST_PROPERTIES = 1024;
    private static final int DEEPEST = 64;
    private static final int LONGEST_VALUE = 512;

    private record Open(String name, @Nullable String property, StringBuilder text) {}

    private final String text;
    private final Map<String, String> namespaces = new HashMap<>();
    private final Map<String, String> properties;
    private final Deque<Open> open = new ArrayDeque<>();

    private XmpScanner(String text, Map<String, String> properties) {
        this.text = text;
        this.properties = properties;
    }

    /** @param properties gets the properties by their names in lower case, such as {@code drone-dji:gimbalyawdegree} */
    static void scan(String text, Map<String, String> properties) {
        new XmpScanner(text, properties).scan();
    }

    private void scan() {
        int at = text.indexOf('<');
        while (at >= 0 && at < text.length()) {
            int next;
            if (text.startsWith("<![CDATA[", at)) {
                int end = end("]]>", at);
                characters(text.substring(at + "<![CDATA[".length(), Math.max(at + "<![CDATA[".length(), end)));
                next = end + "]]>".length();
            } else if (text.startsWith("<!--", at)) {
                next = end("-->", at) + "-->".length();
            } else if (text.startsWith("<?", at)) {
                next = end("?>", at) + "?>".length();
            } else {
                int limit = text.indexOf('<', at + 1);
                next = tag(at + 1, limit < 0 ? text.length() : limit);
            }
            int following = next < text.length() ? text.indexOf('<', next) : -1;
            if (following > next) {
                characters(unescaped(text.substring(next, following)));
            }
            at = following;
        }
    }

    /** What never ends reaches to the end of the text. */
    private int end(String mark, int from) {
        int end = text.indexOf(mark, from);
        return end < 0 ? text.length() : end;
    }

    private void characters(String characters) {
        Open element = open.peek();
        if (element != null && element.text.length() < LONGEST_VALUE) {
            element.text.append(characters, 0, Math.min(characters.length(), LONGEST_VALUE));
        }
    }

    /** Reads the tag between its {@code <} and the limit; returns where it ends. */
    private int tag(int from, int limit) {
        if (from < limit && text.charAt(from) == '/') {
            int end = nameEnd(from + 1, limit);
            close(text.substring(from + 1, end));
            int bracket = text.indexOf('>', end);
            return bracket < 0 || bracket >= limit ? limit : bracket + 1;
        }
        int at = nameEnd(from, limit);
        String name = text.substring(from, at);
        Map<String, String> attributes = new HashMap<>();
        boolean closed = false;
        boolean ended = false;
        while (at < limit && !ended) {
            char c = text.charAt(at);
            if (c == '>') {
                ended = true;
                at++;
            } else if (c == '/' || Character.isWhitespace(c)) {
                closed = c == '/' || closed && Character.isWhitespace(c);
                at++;
            } else {
                closed = false;
                at = attribute(at, limit, attributes);
            }
        }
        element(name, attributes, closed);
        return at;
    }

    /** Reads {@code name="value"}; returns where it ends, in any case further on. */
    private int attribute(int from, int limit, Map<String, String> attributes) {
        int nameEnd = nameEnd(from, limit);
        int at = skipSpace(nameEnd, limit);
        if (nameEnd == from || at >= limit || text.charAt(at) != '=') {
            return Math.max(nameEnd, from + 1);
        }
        at = skipSpace(at + 1, limit);
        if (at >= limit) {
            return limit;
        }
        char quote = text.charAt(at);
        boolean quoted = quote == '"' || quote == '\'';
        int start = quoted ? at + 1 : at;
        int end = quoted ? text.indexOf(quote, start) : -1;
        boolean complete = end >= 0 && end < limit;
        if (!complete) {
            end = start;
            while (end < limit && text.charAt(end) != '>' && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
        }
        if (end - start <= LONGEST_VALUE) {
            attributes.putIfAbsent(text.substring(from, nameEnd), unescaped(text.substring(start, end)));
        }
        return complete ? end + 1 : Math.max(end, start);
    }

    private int nameEnd(int from, int limit) {
        int end = from;
        while (end < limit && "=/> \t\r\n\"'".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private int skipSpace(int from, int limit) {
        int at = from;
        while (at < limit && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private void element(String name, Map<String, String> attributes, boolean closed) {
        attributes.forEach((attribute, value) -> {
            if (attribute.startsWith("xmlns:")) {
                namespaces.put(attribute.substring("xmlns:".length()), value);
            }
        });
        Open parent = open.peek();
        String around = parent == null ? null : parent.property;
        String own = property(name);
        // Plain elements of RDF, such as Description and li, stand for what they lie in.
        String property = own == null ? around : nested(around, own);
        attributes.forEach((attribute, value) -> {
            String field = property(attribute);
            if (field != null) {
                put(nested(property, field), value);
            }
        });
        if (!closed && open.size() < DEEPEST) {
            open.push(new Open(name, property, new StringBuilder()));
        }
    }

    private void close(String name) {
        boolean known = open.stream().anyMatch(element -> element.name.equals(name));
        for (Iterator<Open> elements = open.iterator(); known && elements.hasNext();) {
            Open element = elements.next();
            elements.remove();
            String value = element.text.toString().strip();
            if (element.property != null && !value.isEmpty()) {
                put(element.property, value);
            }
            if (element.name.equals(name)) {
                return;
            }
        }
    }

    private void put(String property, String value) {
        if (properties.size() < MOST_PROPERTIES) {
            properties.putIfAbsent(property, value);
        }
    }

    /** {@code schema:name} in lower case; null when the schema is not known. */
    private @Nullable String property(String qualified) {
        int colon = qualified.indexOf(':');
        String prefix = colon < 0 ? "" : qualified.substring(0, colon);
        String schema = colon < 0 ? null : XmpSchema.prefixOf(prefix, namespaces.get(prefix));
        return schema == null ? null : (schema + ":" + qualified.substring(colon + 1)).toLowerCase(Locale.ROOT);
    }

    private static String nested(@Nullable String structure, String field) {
        return structure == null ? field : structure + "/" + field.substring(field.indexOf(':') + 1);
    }

    /** Numbers are written plainly; a sign may come as a character reference. */
    private static String unescaped(String value) {
        return value.indexOf('&') < 0
                ? value
                : value.replace("&#43;", "+").replace("&#x2B;", "+").replace("&#x2b;", "+").replace("&#45;", "-")
                        .replace("&#x2D;", "-").replace("&#x2d;", "-").replace("&#32;", " ").replace("&#x20;", " ");
    }
}
