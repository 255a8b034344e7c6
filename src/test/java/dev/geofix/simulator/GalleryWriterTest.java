package dev.geofix.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.drew.imaging.ImageMetadataReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.xmp.XmpDirectory;
import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryWriterTest {
    private static final GalleryWriter.Plan PLAN = new GalleryWriter.Plan(4, Town.OPEN_SEA, 3, 2, 80, 60, 40, 6, 96);
    private static final List<Integer> STEPS = new ArrayList<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        new GalleryWriter(PLAN).write(folder, 2, (done, total) -> STEPS.add(done));
    }

    @Test
    void everyTileOfTheManifestIsAPictureOfItsBox() throws IOException {
        List<CSVRecord> tiles = records("manifest.csv");
        assertThat(tiles).hasSize(6);
        for (CSVRecord tile : tiles) {
            BoundingBox box = new BoundingBox(number(tile, "west"), number(tile, "south"), number(tile, "east"),
                    number(tile, "north"));
            assertThat(box.center().latitude()).isCloseTo(number(tile, "latitude"), within(2e-8));
            assertThat(box.center().longitude()).isCloseTo(number(tile, "longitude"), within(2e-8));
            assertThat(box.heightMeters()).isCloseTo(80, within(0.1));
            assertThat(box.widthMeters()).isCloseTo(80, within(0.1));
            assertThat(ImageIO.read(folder.resolve(tile.get("file")).toFile()).getWidth()).isEqualTo(40);
        }
    }

    @Test
    void neighboursOverlapByWhatThePlanSays() throws IOException {
        List<CSVRecord> tiles = records("manifest.csv");
        GeoPoint first = point(tiles.get(0), "latitude", "longitude");
        assertThat(first.distanceTo(point(tiles.get(1), "latitude", "longitude"))).isCloseTo(60, within(0.1));
        assertThat(first.distanceTo(point(tiles.get(3), "latitude", "longitude"))).isCloseTo(60, within(0.1));
    }

    @Test
    void photosCarryPositionAndAttitude() throws Exception {
        for (CSVRecord photo : records("photos.csv")) {
            Metadata metadata = ImageMetadataReader.readMetadata(folder.resolve(photo.get("file")).toFile());
            GeoPoint camera = point(photo, "cameraLatitude", "cameraLongitude");
            var position = metadata.getFirstDirectoryOfType(GpsDirectory.class).getGeoLocation();
            assertThat(camera.distanceTo(new GeoPoint(position.getLatitude(), position.getLongitude())))
                    .isLessThan(0.5);
            Map<String, String> xmp = metadata.getFirstDirectoryOfType(XmpDirectory.class).getXmpProperties();
            assertThat(Double.parseDouble(xmp.get("drone-dji:RelativeAltitude")))
                    .isCloseTo(number(photo, "height"), within(0.01));
            assertThat(Double.parseDouble(xmp.get("drone-dji:GimbalPitchDegree")))
                    .isCloseTo(number(photo, "tilt") - 90, within(0.01));
            double turn = Double.parseDouble(xmp.get("drone-dji:GimbalYawDegree")) - number(photo, "heading");
            assertThat(Math.IEEEremainder(turn, 360)).isCloseTo(0, within(0.02));
            assertThat(metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class)
                    .getInteger(ExifSubIFDDirectory.TAG_35MM_FILM_EQUIV_FOCAL_LENGTH)).isEqualTo(24);
        }
    }

    @Test
    void theMiddleOfAPhotoLiesAsFarFromTheCameraAsItsTiltSays() throws IOException {
        for (CSVRecord photo : records("photos.csv")) {
            double distance = point(photo, "latitude", "longitude")
                    .distanceTo(point(photo, "cameraLatitude", "cameraLongitude"));
            double expected = number(photo, "height") * Math.tan(Math.toRadians(number(photo, "tilt")));
            assertThat(distance).isCloseTo(expected, within(0.2));
        }
    }

    @Test
    void progressCountsEveryPictureOnce() {
        assertThat(STEPS).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    private static List<CSVRecord> records(String name) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        try (CSVParser parser = format.parse(Files.newBufferedReader(folder.resolve(name)))) {
            return parser.getRecords();
        }
    }

    private static GeoPoint point(CSVRecord row, String latitude, String longitude) {
        return new GeoPoint(number(row, latitude), number(row, longitude));
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }
}
