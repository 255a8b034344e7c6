package dev.geofix.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** A small OAuth2 server: it publishes the key with which it signs. */
final class TokenServer implements AutoCloseable {
    static final String AUDIENCE = "geofix";

    private final HttpServer server;
    private final RSAKey key;

    TokenServer() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("1").generate();
        byte[] set = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/keys", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, set.length);
            exchange.getResponseBody().write(set);
            exchange.close();
        });
        server.start();
    }

    /** @return settings of a service that takes its tokens */
    String[] settings() {
        String prefix = "--spring.security.oauth2.resourceserver.jwt.";
        return new String[]{prefix + "jwk-set-uri=http://127.0.0.1:" + server.getAddress().getPort() + "/keys",
            prefix + "audiences=" + AUDIENCE};
    }

    String token(Map<String, Object> claims) throws JOSEException {
        return token(key, AUDIENCE, Instant.now().plusSeconds(600), claims);
    }

    String expired() throws JOSEException {
        return token(key, AUDIENCE, Instant.now().minusSeconds(600), Map.of("roles", "admin"));
    }

    String ofOtherAudience() throws JOSEException {
        return token(key, "elsewhere", Instant.now().plusSeconds(600), Map.of("roles", "admin"));
    }

    /** Under the same name, by a key that is not this server's. */
    String forged() throws JOSEException {
        return token(new RSAKeyGenerator(2048).keyID("1").generate(), AUDIENCE, Instant.now().plusSeconds(600),
                Map.of("roles", "admin"));
    }

    private static String token(RSAKey key, String audience, Instant end, Map<String, Object> claims)
            throws JOSEException {
        JWTClaimsSet.Builder content = new JWTClaimsSet.Builder().subject("ann").audience(audience)
                .issueTime(Date.from(end.minusSeconds(1200))).expirationTime(Date.from(end));
        claims.forEach(content::claim);
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                content.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
