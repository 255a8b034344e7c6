package dev.geofix.gallery.source.pyramid;

import dev.geofix.gallery.source.RowScheme;
import dev.geofix.gallery.source.UnusableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the files that tilers leave beside a folder of tiles say about its rows. */
final class TreeScheme {
    private static final String TMS_RESOURCE = "tilemapresource.xml";
    private static final String METADATA = "metadata.json";

    private TreeScheme() {}

    /**
     * TMS where a {@code tilemapresource.xml} lies there or {@code metadata.json} says so, else XYZ.
     *
     * @throws UnusableSourceException when the tiles are of another projection than web mercator, or hold vectors
     */
    static RowScheme of(Path root) throws IOException {
        Path resource = root.resolve(TMS_RESOURCE);
        if (Files.isRegularFile(resource)) {
            checkProfile(resource);
            return RowScheme.TMS;
        }
        Path metadata = root.resolve(METADATA);
        return Files.isRegularFile(metadata) ? ofMetadata(metadata) : RowScheme.XYZ;
    }

    private static RowScheme ofMetadata(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            JsonNode metadata = JsonMapper.shared().readTree(in);
            TileFormat.requirePictures(metadata.path("format").asString(""));
            return metadata.path("scheme").asString("").equalsIgnoreCase("tms") ? RowScheme.TMS : RowScheme.XYZ;
        } catch (JacksonException e) {
            return RowScheme.XYZ;
        }
    }

    /** The profile of the sets of tiles: {@code mercator} or {@code global-mercator}, where it is stated. */
    private static void checkProfile(Path resource) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream in = Files.newInputStream(resource)) {
            for (XMLStreamReader xml = factory.createXMLStreamReader(in); xml.hasNext();) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("TileSets")) {
                    String profile = xml.getAttributeValue(null, "profile");
                    if (profile != null && !profile.toLowerCase(Locale.ROOT).endsWith("mercator")) {
                        throw new UnusableSourceException("The tiles are of the profile '" + profile
                                + "'. Make them again for web mercator: gdal2tiles --profile=mercator.");
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new UnusableSourceException(TMS_RESOURCE + " is no sound XML (" + e.getMessage()
                    + "). Mend it, or take it away and say scheme.", e);
        }
    }
}
