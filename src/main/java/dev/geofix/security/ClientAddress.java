package dev.geofix.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** The other end of a connection, as it is counted. */
final class ClientAddress {
    private static final int PREFIX_BYTES = 8;

    private ClientAddress() {}

    /** The address, or the first half of one of IPv6, where a single user has 2⁶⁴. */
    static String of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        return address.indexOf(':') >= 0 && InetAddress.ofLiteral(address) instanceof Inet6Address six
                ? HexFormat.of().formatHex(six.getAddress(), 0, PREFIX_BYTES)
                : address;
    }
}
