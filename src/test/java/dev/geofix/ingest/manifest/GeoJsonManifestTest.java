package dev.geofix.ingest.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.TileId;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.ingest.Sources;
import dev.geofix.ingest.source.Found;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.ingest.source.UnusableSourceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoJsonManifestTest {
    private static final String POLYGON = """
            {"type": "Polygon", "coordinates": [[[4, 52], [5, 52], [5, 53], [4, 53], [4, 52]]]}""";

    @TempDir
    Path folder;

    @BeforeEach
    void putImages() throws Exception {
        Files.write(folder.resolve("a.png"), new byte[]{1});
        Files.write(folder.resolve("b.png"), new byte[]{2});
    }

    @Test
    void readsPointsPolygonsAndBoxes() throws Exception {
        Found found = found("""
                {"type": "Feature", "geometry": {"type": "Point", "coordinates": [4.25, 52.5]},
                 "properties": {"file": "a.png", "tile": "A", "season": "summer", "year": 2024}}""", """
                {"type": "Feature", "id": 7, "geometry": %s, "properties": {"File": "b.png"}}""".formatted(POLYGON), """
                {"type": "Feature", "id": "box", "bbox": [4, 52, 5, 53], "geometry": null,
                 "properties": {"file": "a.png"}}""");
        assertThat(found.refused()).isEmpty();
        NewTile point = found.tiles().getFirst();
        assertThat(point.id()).isEqualTo(new TileId("A"));
        assertThat(point.center()).isEqualTo(new GeoPoint(52.5, 4.25));
        assertThat(point.bounds()).isNull();
        assertThat(point.attributes()).containsEntry("season", "summer").containsEntry("year", 2024).hasSize(2);
        for (NewTile square : found.tiles().subList(1, 3)) {
            assertThat(square.bounds()).isEqualTo(new BoundingBox(4, 52, 5, 53));
            assertThat(square.center()).isEqualTo(new GeoPoint(52.5, 4.5));
        }
        assertThat(found.ids()).containsExactly("A", "7", "box");
    }

    @Test
    void takesAPolygonOnBothSidesOfTheDateLine() throws Exception {
        NewTile tile = found("""
                {"geometry": {"type": "Polygon", "coordinates":
                 [[[179.99, -17], [-179.99, -17], [-179.99, -16.98], [179.99, -16.98], [179.99, -17]]]},
                 "properties": {"file": "a.png"}}""").tiles().getFirst();
        assertThat(tile.bounds()).isEqualTo(new BoundingBox(179.99, -17, -179.99, -16.98));
        assertThat(Math.abs(tile.center().longitude())).isEqualTo(180);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'geometry': {'type': 'Point', 'coordinates': [52.5, 104.2]}, 'properties': {'file': 'a.png'}} | longitude first",
        "{'geometry': {'type': 'Point', 'coordinates': ['4', 52]}, 'properties': {'file': 'a.png'}} | no number",
        "{'geometry': {'type': 'Point', 'coordinates': []}, 'properties': {'file': 'a.png'}} | no number",
        "{'geometry': {'type': 'LineString', 'coordinates': []}, 'properties': {'file': 'a.png'}} | LineString",
        "{'geometry': null, 'properties': {'file': 'a.png'}} | neither a centre nor bounds",
        "{'geometry': {'type': 'Point', 'coordinates': [4, 52]}, 'properties': {}} | no property file",
        "{'geometry': {'type': 'Point', 'coordinates': [4, 52]}, 'properties': {'file': 'gone.png'}} | no such file",
        "{'geometry': {'type': 'Point', 'coordinates': [4, 52]}, 'properties': {'file': '../a.png'}} | leaves the folder",
        "{'bbox': [4, 52, 5], 'properties': {'file': 'a.png'}} | bbox must be",
        "{'bbox': [4, 52, 4, 53], 'properties': {'file': 'a.png'}} | width and a height above 0",
        "{'bbox': [4, 53, 5, 52], 'properties': {'file': 'a.png'}} | lies above north", "17 | no property file"})
    void refusesAFeatureWithItsReasonAndGivesTheNext(String feature, String reason) throws Exception {
        Found found = found(feature.replace('\'', '"'),
                "{\"bbox\": [4, 52, 5, 53], \"properties\": {\"file\": \"b.png\"}}");
        assertThat(found.ids()).containsExactly("b.png");
        assertThat(found.refused()).hasSize(1)
                .allSatisfy((item, why) -> assertThat(why).contains(reason));
    }

    @Test
    void refusesATileThatIsListedTwice() throws Exception {
        String feature = "{\"id\": 1, \"bbox\": [4, 52, 5, 53], \"properties\": {\"file\": \"b.png\"}}";
        Found found = found(feature, feature);
        assertThat(found.ids()).containsExactly("1");
        assertThat(found.refused()).containsKey("feature 2 (b.png)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"features\": []}", "{\"features\": [{]}", "{\"features\": [{}",
        "{\"type\": \"Feature\"}", "{\"crs\": {\"properties\": {\"name\": \"EPSG:3857\"}}, \"features\": [{}]}"})
    void refusesAFileThatIsNoManifest(String text) throws Exception {
        Files.writeString(folder.resolve("manifest.geojson"), text);
        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> Sources.open(folder, SourceOptions.NONE, 100)).withMessageContaining("manifest");
    }

    @Test
    void namesThePlaceWhereAFileBreaksOff() throws Exception {
        Files.writeString(folder.resolve("manifest.geojson"),
                "{\"type\": \"FeatureCollection\", \"features\": [\n{\"type\": \"Feature\", \"geometry\": [1");
        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> Sources.open(folder, SourceOptions.NONE, 100)).withMessageContaining("line 2, column")
                .withMessageNotContaining("Source").withMessageNotContaining("\n");
    }

    @Test
    void refusesAnotherEncoding() throws Exception {
        Files.write(folder.resolve("manifest.geojson"),
                "{\"features\": [{\"id\": \"Zürich\"}]}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(UnusableSourceException.class)
                .isThrownBy(() -> Sources.open(folder, SourceOptions.NONE, 100)).withMessageContaining("UTF-8");
    }

    private Found found(String... features) throws Exception {
        Files.writeString(folder.resolve("manifest.geojson"), "{\"type\": \"FeatureCollection\", \"features\": ["
                + String.join(",", List.of(features)) + "], \"name\": \"town\"}");
        return Found.in(Sources.open(folder, SourceOptions.NONE, 100));
    }
}
