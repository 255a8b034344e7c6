package dev.geofix.imaging;

import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a photo's XMP packets.
 *
 * @param byName names as {@link XmpScanner} gives them
 * @param wellFormed whether all packets are XML; where not, values are those that could be picked out of the text
 */
record XmpProperties(Map<String, String> byName, boolean wellFormed) {
    private static final XMLInputFactory PARSERS = parsers();

    static XmpProperties of(List<byte[]> packets) {
        Map<String, String> properties = new HashMap<>();
        boolean wellFormed = true;
        for (byte[] packet : packets) {
            String text = text(packet);
            XmpScanner.scan(text, properties);
            wellFormed &= isWellFormed(text);
        }
        return new XmpProperties(properties, wellFormed);
    }

    /** @param name such as {@code drone-dji:GimbalYawDegree}, in any case */
    @Nullable
    String text(String name) {
        return byName.get(name.toLowerCase(Locale.ROOT));
    }

    @Nullable
    Quantity quantity(String name) {
        return Quantity.of(text(name));
    }

    /** Null when absent or no number. */
    @Nullable
    Double number(String name) {
        Quantity quantity = quantity(name);
        return quantity == null ? null : quantity.value();
    }

    /** From the first tag to the end of the last: what is around it, such as a byte order mark, is no matter. */
    private static String text(byte[] packet) {
        String text = new String(packet, encoding(packet));
        int start = text.indexOf('<');
        return start < 0 ? "" : text.substring(start, Math.max(start, text.lastIndexOf('>') + 1));
    }

    /** The first {@code <} tells the order of the bytes where a character has two. */
    private static Charset encoding(byte[] packet) {
        for (int i = 0; i + 1 < packet.length && i < 8; i++) {
            if (packet[i] == '<') {
                boolean wide = packet[i + 1] == 0 || i > 0 && packet[i - 1] == 0;
                return !wide
                        ? StandardCharsets.UTF_8
                        : i % 2 == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
            }
        }
        return StandardCharsets.UTF_8;
    }

    private static boolean isWellFormed(String text) {
        if (text.isEmpty()) {
            return true;
        }
        try {
            XMLStreamReader reader = PARSERS.createXMLStreamReader(new StringReader(text));
            try {
                while (reader.hasNext()) {
                    reader.next();
                }
                return true;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            return false;
        }
    }

    private static XMLInputFactory parsers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** The XMP vocabularies that say how a photo was taken, each under the prefix that it usually goes by. */
    static final class XmpSchema {
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
}
