package dev.geofix.platform.web;

import jakarta.servlet.ServletRequest;

/** Under which name a request counts where each caller gets a share. */
public final class RequestCaller {
    private static final String ATTRIBUTE = RequestCaller.class.getName();

    private RequestCaller() {}

    /** @param name of the key or token that was let in */
    public static void set(ServletRequest request, String name) {
        request.setAttribute(ATTRIBUTE, name);
    }

    /** Empty where nobody has shown anything. */
    static String of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String name ? name : "";
    }
}
