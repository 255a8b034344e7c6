package dev.geofix.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a request in logs and answers: what the caller sent as {@value #HEADER}, where that is 1 to 64 letters, digits, dots, hyphens and underscores, else one
 * made here. Nothing else is let in, since it ends up in logs.
 */
public final class RequestId {
    public static final String HEADER = "X-Request-Id";
    /** Its name in a problem. */
    public static final String PROPERTY = "requestId";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The same at each call with the same request, whoever calls first. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id = accept(request.getHeader(HEADER));
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static String accept(@Nullable String sent) {
        return sent != null && SANE.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
    }
}
