package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class PhotoMetadataTest {
    @Test
    void tellsWhatTheSurveysTableTells() throws IOException {
        Path folder = SharedData.require("imagery/pairs/brighton");
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        int photos = 0;
        try (var rows = format.parse(Files.newBufferedReader(folder.resolve("photos.csv")))) {
            for (CSVRecord row : rows) {
                Path photo = folder.resolve("photos").resolve(Path.of(row.get("SourceFile")).getFileName());
                if (Files.exists(photo)) {
                    assertAgrees(PhotoMetadata.read(Files.readAllBytes(photo)), row);
                    photos++;
                }
            }
        }
        assertThat(photos).isEqualTo(18);
    }

    private static void assertAgrees(PhotoMetadata photo, CSVRecord row) {
        assertThat(photo.width()).isEqualTo(1024);
        assertThat(photo.position().latitude()).isCloseTo(number(row, "GPSLatitude"), within(1e-7));
        assertThat(photo.position().longitude()).isCloseTo(number(row, "GPSLongitude"), within(1e-7));
        assertThat(photo.headingDegrees())
                .isCloseTo(Math.floorMod((long) (100 * number(row, "GimbalYawDegree")), 36_000)
                        / 100.0, within(0.011));
        assertThat(photo.relativeAltitudeMeters()).isCloseTo(number(row, "RelativeAltitude"), within(1e-6));
        assertThat(photo.gimbalPitchDegrees()).isCloseTo(number(row, "GimbalPitchDegree"), within(0.01));
        assertThat(photo.focalPixels()).isCloseTo(number(row, "FocalLengthIn35mmFormat")
                * Math.hypot(photo.width(), photo.height()) / Math.hypot(36, 24), within(0.1 * photo.width()));
    }

    private static double number(CSVRecord row, String column) {
        return Double.parseDouble(row.get(column));
    }

    @Test
    void sizeIsThatOfTheUprightPicture() {
        PhotoMetadata photo = PhotoMetadata.read(TestPicture.encoded("orientation-6.jpg"));
        assertThat(photo).isEqualTo(PhotoMetadata.ofSize(48, 32));
    }

    @Test
    void bytesThatAreNoPhotoTellNothing() {
        assertThat(PhotoMetadata.read(new byte[7])).isEqualTo(PhotoMetadata.ofSize(0, 0));
    }
}
