package dev.geofix.security;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where callers' rights come from, beside the keys in the data folder.
 *
 * @param keysFile further keys, a line name:role:sha256 each, read again when it changes
 * @param roleClaims claims of a token that may name its roles; a dot leads into an object, as in realm_access.roles
 */
@ConfigurationProperties("geofix.security")
record SecuritySettings(@Nullable Path keysFile, @DefaultValue( {"roles", "scope"}) List<String> roleClaims){}
