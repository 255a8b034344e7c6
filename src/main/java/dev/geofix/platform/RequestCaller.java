package dev.geofix.platform;

import jakarta.servlet.ServletRequest;

/** Under which name a request counts where everybody gets a share; one name for all until somebody says otherwise. */
public final class RequestCaller {
    private static final String ATTRIBUTE = RequestCaller.class.getName();

    private RequestCaller() {}

    /** @param name of the key or token that was let in */
    public static void set(ServletRequest request, String name) {
        request.setAttribute(ATTRIBUTE, name);
    }

    static String of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String name ? name : "";
    }
}
