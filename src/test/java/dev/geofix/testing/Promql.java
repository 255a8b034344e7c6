package dev.geofix.testing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which series and labels an expression of PromQL asks for. It reads tokens, and is no parser: whether the expression is right is promtool's to say.
 *
 * @param selectors in the order in which they stand
 * @param grouping labels of by, without, on, ignoring, group_left and group_right
 */
public record Promql(List<Selector> selectors, Set<String> grouping) {
    private static final Pattern TOKEN = Pattern.compile("\\s+|#[^\n]*"
            + "|(?<string>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`)"
            + "|(?<number>(?:[0-9]*\\.)?[0-9]+(?:[eE][+-]?[0-9]+)?(?:ms|[smhdwy])?(?:[0-9]+(?:ms|[smhdwy]))*)"
            + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)|(?<sign>=~|!~|!=|==|>=|<=|[-+*/%^=<>(){}\\[\\],:@])");
    private static final Set<String> LISTS = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan", "atan2");

    /** @param labels that its matchers name */
    public record Selector(String metric, Set<String> labels) {}

    public static Promql of(String expression) {
        return new Reader(tokens(expression)).read();
    }

    private static List<String> tokens(String expression) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression);
        int end = 0;
        while (end < expression.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new IllegalArgumentException("unreadable from '" + expression.substring(end) + "'");
            }
            end = matcher.end();
            boolean isBlank = matcher.group("string") == null && matcher.group("number") == null
                    && matcher.group("name") == null && matcher.group("sign") == null;
            if (!isBlank) {
                tokens.add(matcher.group());
            }
        }
        return tokens;
    }

    private static final class Reader {
        private final List<String> tokens;
        private final Promql found = new Promql(new ArrayList<>(), new TreeSet<>());
        private int next;

        Reader(List<String> tokens) {
            this.tokens = tokens;
        }

        Promql read() {
            while (next < tokens.size()) {
                String token = tokens.get(next++);
                if (token.equals("[")) {
                    skipTo("]");
                } else if (token.equals("{")) {
                    throw new IllegalArgumentException("a selector without the name of a metric");
                } else if (isName(token)) {
                    name(token);
                }
            }
            return found;
        }

        private void name(String name) {
            if (LISTS.contains(name.toLowerCase(Locale.ROOT))) {
                if (peek().equals("(")) {
                    found.grouping().addAll(labels("(", ")"));
                }
            } else if (!WORDS.contains(name.toLowerCase(Locale.ROOT)) && !isCall()) {
                found.selectors().add(new Selector(name, peek().equals("{") ? labels("{", "}") : Set.of()));
            }
        }

        /** A function, or an aggregation with its list of labels before its argument. */
        private boolean isCall() {
            return peek().equals("(") || peek().equalsIgnoreCase("by") || peek().equalsIgnoreCase("without");
        }

        /** The names between the brackets; what they are matched with are strings and signs. */
        private Set<String> labels(String open, String close) {
            Set<String> labels = new LinkedHashSet<>();
            require(open);
            while (!peek().equals(close)) {
                String token = advance();
                if (isName(token)) {
                    labels.add(token);
                }
            }
            require(close);
            return labels;
        }

        private void skipTo(String close) {
            while (!peek().equals(close)) {
                advance();
            }
            next++;
        }

        private String advance() {
            if (next >= tokens.size()) {
                throw new IllegalArgumentException("a bracket is never closed");
            }
            return tokens.get(next++);
        }

        private void require(String token) {
            if (!peek().equals(token)) {
                throw new IllegalArgumentException("'" + token + "' expected before '" + peek() + "'");
            }
            next++;
        }

        private String peek() {
            return next < tokens.size() ? tokens.get(next) : "";
        }

        private static boolean isName(String token) {
            return token.matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
        }
    }
}
