package dev.geofix.imaging;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The XMP vocabularies that say how a photo was taken, each under the prefix that it usually goes by. */
final class XmpSchema {
    static final String DJI = "drone-dji";
    /** Autel's newer aircraft use DJI's names. */
    static final String AUTEL = "drone-autel";
    static final String DRONE = "drone";
    static final String PARROT = "drone-parrot";
    static final String SKYDIO = "drone-skydio";
    static final String PIX4D = "Camera";
    static final String EXIF = "exif";

    private static final Set<String> PREFIXES = Set.of(DJI, AUTEL, DRONE, PARROT, SKYDIO, PIX4D, EXIF);

    private static final Map<String, String> NAMESPACES = Map.of("dji.com/drone-dji/1.0", DJI,
            "pix4d.com/camera/1.0", PIX4D, "parrot.com/drone-parrot/1.0", PARROT, "skydio.com/drone-skydio/1.0",
            SKYDIO, "ns.adobe.com/exif/1.0", EXIF);

    private XmpSchema() {}

    /**
     * The usual prefix of a vocabulary; null for an unknown one. The namespace decides where it is known, however it is spelt; else the
     * prefix alone, for some cameras leave the declaration out and some invent a namespace.
     */
    static @Nullable String prefixOf(String prefix, @Nullable String namespace) {
        String known = namespace == null
                ? null
                : NAMESPACES.get(namespace.strip().toLowerCase(Locale.ROOT).replaceFirst("^https?://(www\\.)?", "")
                        .replaceFirst("/+$", ""));
        return known != null ? known : PREFIXES.contains(prefix) ? prefix : null;
    }
}
