package dev.geofix.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.geofix.imaging.Hint.Remark;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.commons.imaging.common.RationalNumber;
import org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants;
import org.apache.commons.imaging.formats.tiff.constants.GpsTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of docs/photo-metadata.md on a photo made for it. */
class PhotoHintsTest {
    private static final String DJI = "drone-dji:GimbalYawDegree='+92.90' drone-dji:GimbalPitchDegree='-90.00' "
            + "drone-dji:GimbalRollDegree='+0.00' drone-dji:FlightYawDegree='+10.00' drone-dji:RelativeAltitude='+147.13'";

    @Test
    void theGimbalTellsTheHeading() {
        PhotoMetadata photo = TaggedPhoto.read(DJI);
        assertThat(photo.heading()).isEqualTo(new Hint("heading", 92.9, "degrees", "drone-dji:GimbalYawDegree", 5));
        assertThat(photo.gimbalPitchDegrees()).isEqualTo(-90);
        assertThat(photo.altitude().source()).isEqualTo("drone-dji:RelativeAltitude");
        assertThat(photo.altitude().doubt()).isCloseTo(0.15 * 147.13, within(1e-9));
        assertThat(photo.remarks()).isEmpty();
        assertThat(photo.hints()).extracting(Hint::name).containsExactly("heading", "pitch", "altitude");
    }

    @Test
    void anglesThatAreAllZeroAreUnset() {
        PhotoMetadata photo = TaggedPhoto.read(gimbal("0", "+0.00", "-0.00") + "drone-dji:FlightYawDegree='-170'");
        assertThat(photo.heading()).isEqualTo(new Hint("heading", 190, "degrees", "drone-dji:FlightYawDegree", 10));
        assertThat(photo.gimbalPitchDegrees()).isNull();
        assertThat(photo.remarks()).extracting(Remark::source).containsExactly("drone-dji:GimbalYawDegree",
                "drone-dji:GimbalPitchDegree");
    }

    @Test
    void theAircraftsZeroBesideThemIsUnsetToo() {
        PhotoMetadata photo = TaggedPhoto.read(gimbal("0", "0", "0") + "drone-dji:FlightYawDegree='0.0'");
        assertThat(photo.hints()).isEmpty();
        assertThat(TaggedPhoto.read(gimbal("0", "0", "0")).hints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, -90, 0, 0, -90", "0, -45, 0, 0, -45", "12, 0, 0, 12, 0", "0, 0, 0.1, 0, 0"})
    void aLoneZeroIsAValue(String yaw, String pitch, String roll, double heading, double axis) {
        PhotoMetadata photo = TaggedPhoto.read(gimbal(yaw, pitch, roll) + "drone-dji:FlightYawDegree='77'");
        assertThat(photo.headingDegrees()).isEqualTo(heading);
        assertThat(photo.gimbalPitchDegrees()).isCloseTo(axis, within(1e-9));
    }

    @Test
    void withoutAGimbalTheAircraftTellsTheHeading() {
        PhotoMetadata photo = TaggedPhoto.read("drone-dji:FlightYawDegree='12' drone-dji:GimbalPitchDegree='-80'");
        assertThat(photo.heading().source()).isEqualTo("drone-dji:FlightYawDegree");
        assertThat(photo.gimbalPitchDegrees()).isCloseTo(-80, within(1e-9));
    }

    @Test
    void aRolledCamerasHorizonIsOnAnotherSide() {
        PhotoMetadata photo = TaggedPhoto.read(gimbal("-46.28", "-64.7", "180"));
        assertThat(photo.headingDegrees()).isCloseTo(133.72, within(1e-9));
        assertThat(photo.heading().source()).isEqualTo("drone-dji:GimbalYawDegree, drone-dji:GimbalRollDegree");
        assertThat(Math.abs(photo.horizonDegrees())).isCloseTo(180, within(1e-9));
    }

    @Test
    void whatIsNoAngleIsNamed() {
        PhotoMetadata photo = TaggedPhoto.read("drone-dji:GimbalYawDegree='north' drone-dji:FlightYawDegree='4000'");
        assertThat(photo.headingDegrees()).isNull();
        assertThat(photo.remarks()).extracting(Remark::reason).containsOnly("this is no angle in degrees").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"drone-parrot:CameraYawDegree='92.9' drone-parrot:CameraPitchDegree='-90' "
            + "drone-parrot:CameraRollDegree='0' Camera:Yaw='10' Camera:Pitch='0' Camera:AboveGroundAltitude='147130/1000'",
        "Camera:Yaw='92.9' Camera:Pitch='0.0' Camera:Roll='0.0' Camera:AboveGroundAltitude='147.13'",
        "Camera:Yaw='92.9' Camera:Pitch='-90' Camera:Roll='0' drone-skydio:RelativeAltitude='147.13'",
        "xmlns:drone='http://www.autelrobotics.com/drone/1.0/' drone:GimbalYawDegree='92.9' "
                + "drone:GimbalPitchDegree='-90' drone:RelativeAltitude='+147.13'",
        "xmlns:d='http://www.dji.com/drone-dji/1.0' d:GimbalYawDegree='&#43;92.9' d:GimbalPitchDegree='-90' "
                + "d:RelativeAltitude='147.13 m'"})
    void everyMakersNamesAreRead(String attributes) {
        PhotoMetadata photo = TaggedPhoto.read(attributes);
        assertThat(photo.headingDegrees()).isCloseTo(92.9, within(1e-9));
        assertThat(photo.gimbalPitchDegrees()).isCloseTo(-90, within(1e-9));
        assertThat(photo.relativeAltitudeMeters()).isCloseTo(147.13, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<drone-skydio:CameraOrientationNED rdf:parseType='Resource'><drone-skydio:Yaw>92.9"
            + "</drone-skydio:Yaw><drone-skydio:Pitch>-90</drone-skydio:Pitch><drone-skydio:Roll>0</drone-skydio:Roll>"
            + "</drone-skydio:CameraOrientationNED>",
        "<drone-skydio:CameraOrientationNED drone-skydio:Yaw='92.9' drone-skydio:Pitch='-90' drone-skydio:Roll='0'/>",
        "<drone-skydio:CameraOrientationNED><rdf:Description drone-skydio:Yaw='92.9' drone-skydio:Pitch='-90'/>"
                + "</drone-skydio:CameraOrientationNED>"})
    void structuresAreRead(String element) {
        PhotoMetadata photo = TaggedPhoto.read("drone-skydio:RelativeAltitude='12'",
                "<drone-skydio:CameraOrientationFRD rdf:parseType='Resource'><drone-skydio:Yaw>1</drone-skydio:Yaw>"
                        + "</drone-skydio:CameraOrientationFRD>" + element);
        assertThat(photo.headingDegrees()).isCloseTo(92.9, within(1e-9));
        assertThat(photo.heading().source()).isEqualTo("drone-skydio:CameraOrientationNED/Yaw");
        assertThat(photo.gimbalPitchDegrees()).isCloseTo(-90, within(1e-9));
        assertThat(photo.relativeAltitudeMeters()).isEqualTo(12);
    }

    @Test
    void pix4dsPitchAgainstTheHorizonIsTakenForThatAndDoubted() {
        PhotoMetadata photo = TaggedPhoto.read("Camera:Yaw='10' Camera:Pitch='-60' Camera:Roll='0'");
        assertThat(photo.gimbalPitchDegrees()).isCloseTo(-60, within(1e-9));
        assertThat(photo.pitch().doubt()).isGreaterThan(10);
        assertThat(photo.remarks()).extracting(Remark::source).containsExactly("Camera:Pitch");
        PhotoMetadata wing = TaggedPhoto.read("Camera:Yaw='10' Camera:Pitch='-6' Camera:Roll='0'");
        assertThat(wing.gimbalPitchDegrees()).isCloseTo(-84, within(1e-9));
        assertThat(wing.horizonDegrees()).isCloseTo(180, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"-3.20, a photo of the ground is taken from above it",
        "0.0, a photo of the ground is taken from above it",
        "30000, no drone flies so high", "high, this is no height", "3 kg, this is no height"})
    void aHeightThatCannotBeIsIgnoredWithItsReason(String text, String reason) {
        PhotoMetadata photo = TaggedPhoto.read("drone-dji:RelativeAltitude='" + text + "'");
        assertThat(photo.relativeAltitudeMeters()).isNull();
        assertThat(photo.remarks()).extracting(Remark::reason).containsExactly(reason);
    }

    @Test
    void aHeightAboveSeaLevelGivesNoScale() {
        PhotoMetadata photo = TaggedPhoto.jpeg(400, 300).exif(set -> {
            TiffOutputDirectory gps = set.getOrCreateGpsDirectory();
            gps.add(GpsTagConstants.GPS_TAG_GPS_ALTITUDE, RationalNumber.valueOf(12.5));
            gps.add(GpsTagConstants.GPS_TAG_GPS_ALTITUDE_REF, (byte) 1);
        }).metadata();
        assertThat(photo.absoluteAltitude().value()).isEqualTo(-12.5);
        assertThat(photo.altitude()).isNull();
        assertThat(photo.hints()).isEmpty();
        assertThat(photo.remarks()).singleElement()
                .satisfies(remark -> assertThat(remark.source()).isEqualTo("EXIF:GPSAltitude"));
    }

    @Test
    void theMakersCalibrationIsScaledToThePicture() {
        PhotoMetadata photo = TaggedPhoto.jpeg(400, 300).exif(set -> {
            size(set.getOrCreateExifDirectory(), 4000, 3000);
            set.getOrCreateExifDirectory().add(ExifTagConstants.EXIF_TAG_FOCAL_LENGTH_IN_35MM_FORMAT, (short) 24);
        }).xmp(TaggedPhoto.packet("drone-dji:CalibratedFocalLength='2700.5'", "")).metadata();
        assertThat(photo.focalPixels()).isCloseTo(270.05, within(1e-9));
        assertThat(photo.focal().source())
                .isEqualTo("drone-dji:CalibratedFocalLength, scaled by EXIF:ExifImageWidth");
    }

    @ParameterizedTest
    @CsvSource({"4000, 2250, 2700.5", "400, 300, 2700.5"})
    void aCalibrationOfAnotherPictureIsIgnored(short width, short height, String calibration) {
        PhotoMetadata photo = TaggedPhoto.jpeg(400, 300).exif(set -> {
            size(set.getOrCreateExifDirectory(), width, height);
            set.getOrCreateExifDirectory().add(ExifTagConstants.EXIF_TAG_FOCAL_LENGTH_IN_35MM_FORMAT, (short) 24);
        }).xmp(TaggedPhoto.packet("drone-dji:CalibratedFocalLength='" + calibration + "'", "")).metadata();
        assertThat(photo.focal().source()).isEqualTo("EXIF:FocalLengthIn35mmFilm");
        assertThat(photo.focalPixels()).isCloseTo(24 * 500 / Math.hypot(36, 24), within(1e-9));
        assertThat(photo.remarks()).singleElement()
                .satisfies(remark -> assertThat(remark.source()).isEqualTo("drone-dji:CalibratedFocalLength"));
    }

    @Test
    void dewarpDataBeginsWithTheFocalLength() {
        assertThat(TaggedPhoto.read("drone-dji:DewarpData='2022-06-08;371.329,371.329,0.1,-2,-0.027'").focalPixels())
                .isEqualTo(371.329);
    }

    @Test
    void lengthAndPixelPitchMakeAFocalLength() {
        // 400 pixels on 13.2 mm, 8.8 mm behind the lens.
        PhotoMetadata photo = TaggedPhoto.jpeg(400, 300).exif(set -> {
            TiffOutputDirectory exif = set.getOrCreateExifDirectory();
            exif.add(ExifTagConstants.EXIF_TAG_FOCAL_LENGTH, RationalNumber.valueOf(8.8));
            exif.add(ExifTagConstants.EXIF_TAG_FOCAL_PLANE_XRESOLUTION_EXIF_IFD, RationalNumber.valueOf(400 / 1.32));
            exif.add(ExifTagConstants.EXIF_TAG_FOCAL_PLANE_RESOLUTION_UNIT_EXIF_IFD, (short) 3);
        }).metadata();
        assertThat(photo.focalPixels()).isCloseTo(8.8 / 13.2 * 400, within(0.1));
        assertThat(photo.focal().source()).startsWith("EXIF:FocalLength, ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drone-dji:GpsLatitude='-48.87634' drone-dji:GpsLongtitude='-123.38597'",
        "drone-dji:GPSLatitude='-48.87634' drone-dji:GPSLongitude='-123.38597'",
        "drone-skydio:Latitude='-48.87634' drone-skydio:Longitude='-123.38597'",
        "exif:GPSLatitude='48,52.5804S' exif:GPSLongitude='123,23,9.492W'"})
    void aPositionInXmpAloneIsRead(String attributes) {
        PhotoMetadata photo = TaggedPhoto.read(attributes);
        assertThat(photo.position().latitude()).isCloseTo(-48.87634, within(1e-6));
        assertThat(photo.position().longitude()).isCloseTo(-123.38597, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drone-dji:GpsLatitude='0.0' drone-dji:GpsLongitude='0.0'",
        "drone-dji:GpsLatitude='91' drone-dji:GpsLongitude='4'", "drone-dji:GpsLatitude='52'",
        "drone-dji:GpsLatitude='52,4' drone-dji:GpsLongitude='4'"})
    void whatIsNoPositionIsNone(String attributes) {
        assertThat(TaggedPhoto.read(attributes).position()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"drone-dji:SelfData='A&B'", "drone-dji:SelfData='a' drone-dji:SelfData='b'",
        "nowhere:Thing='1'", "drone-dji:SelfData='A<B'", "drone-dji:SelfData=unquoted", "drone-dji:SelfData",
        "drone-dji:SelfData='&nope;'", "drone-dji:SelfData='never closed", "\u0001"})
    void aPacketThatIsNoXmlIsReadAllTheSameAndNamed(String fault) {
        PhotoMetadata photo = TaggedPhoto.read(DJI + " " + fault);
        assertThat(photo.headingDegrees()).isCloseTo(92.9, within(1e-9));
        assertThat(photo.relativeAltitudeMeters()).isEqualTo(147.13);
        assertThat(photo.remarks()).extracting(Remark::name).containsExactly("xmp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<nowhere:Thing>", "<tiff:Make>A&B</tiff:Make>", "</rdf:Bag>", "<a><b></a></b>", "<",
        "<!-- never closed"})
    void elementsThatAreNoXmlAreReadAllTheSame(String fault) {
        PhotoMetadata photo = TaggedPhoto.read("", "<drone-dji:GimbalYawDegree>+92.90</drone-dji:GimbalYawDegree>"
                + "<drone-dji:RelativeAltitude> +147.13\n</drone-dji:RelativeAltitude>" + fault
                + "<drone-dji:GimbalPitchDegree>-90</drone-dji:GimbalPitchDegree>");
        assertThat(photo.headingDegrees()).isCloseTo(92.9, within(1e-9));
        assertThat(photo.relativeAltitudeMeters()).isEqualTo(147.13);
        assertThat(photo.remarks()).extracting(Remark::name).containsExactly("xmp");
    }

    @Test
    void aPrefixWithoutItsNamespaceIsRead() {
        PhotoMetadata photo = TaggedPhoto.jpeg(400, 300).xmp("<x:xmpmeta><rdf:Description " + DJI + "/>").metadata();
        assertThat(photo.headingDegrees()).isCloseTo(92.9, within(1e-9));
    }

    @Test
    void aPacketOfTwoBytesACharacterIsRead() {
        for (Charset charset : new Charset[]{StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            PhotoMetadata photo = TaggedPhoto.jpeg(400, 300).xmp(TaggedPhoto.packet(DJI, ""), charset).metadata();
            assertThat(photo.headingDegrees()).as("%s", charset).isCloseTo(92.9, within(1e-9));
            assertThat(photo.remarks()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPngsXmpIsRead(boolean compressed) {
        byte[] packet = TaggedPhoto.packet(DJI, "").getBytes(StandardCharsets.UTF_8);
        PhotoMetadata photo = TaggedPhoto.png(40, 30).pngXmp(packet, compressed).metadata();
        assertThat(photo.headingDegrees()).isCloseTo(92.9, within(1e-9));
        assertThat(photo.relativeAltitudeMeters()).isEqualTo(147.13);
    }

    @Test
    void aPngsTextThatUnpacksToFarTooMuchIsCutOff() {
        byte[] bomb = new byte[100 << 20];
        byte[] packet = TaggedPhoto.packet(DJI, "").getBytes(StandardCharsets.UTF_8);
        System.arraycopy(packet, 0, bomb, 0, packet.length);
        assertThat(TaggedPhoto.png(40, 30).pngXmp(bomb, true).metadata().headingDegrees()).isCloseTo(92.9,
                within(1e-9));
    }

    @Test
    void theDoctypeOfAPacketIsNotFollowed() {
        PhotoMetadata photo = TaggedPhoto.jpeg(400, 300)
                .xmp("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>" + TaggedPhoto.packet(DJI,
                        "<drone-dji:SelfData>&a;</drone-dji:SelfData>"))
                .metadata();
        assertThat(photo.headingDegrees()).isCloseTo(92.9, within(1e-9));
    }

    @Test
    void whatTheRequestSaysGoesBeforeWhatThePhotoSays() {
        PhotoMetadata photo = TaggedPhoto.read(DJI).with(new PhotoMetadata.Overrides(-10.0, 80.0, 24.0, null));
        assertThat(photo.headingDegrees()).isEqualTo(350);
        assertThat(photo.altitude()).isEqualTo(new Hint("altitude", 80, "meters", "request", 4));
        assertThat(photo.focalPixels()).isCloseTo(24 * 500 / Math.hypot(36, 24), within(1e-9));
        assertThat(photo.pitch().source()).isEqualTo("drone-dji:GimbalPitchDegree");
        assertThat(photo.remarks()).extracting(Remark::source).containsExactly("drone-dji:GimbalYawDegree",
                "drone-dji:RelativeAltitude");
        assertThat(TaggedPhoto.read(DJI).with(PhotoMetadata.Overrides.NONE)).isEqualTo(TaggedPhoto.read(DJI));
    }

    @Test
    void aDamagedPacketIsReadAsFarAsItGoes() {
        Random random = new Random(7);
        String sound = TaggedPhoto.packet(DJI, "<drone-skydio:CameraOrientationNED><rdf:Description "
                + "drone-skydio:Yaw='1'/></drone-skydio:CameraOrientationNED><!-- a --><![CDATA[b]]>");
        for (int round = 0; round < 500; round++) {
            StringBuilder packet = new StringBuilder(sound);
            for (int wounds = 1 + random.nextInt(10); wounds > 0; wounds--) {
                packet.setCharAt(random.nextInt(packet.length()), "<>/='\"&! \0x:".charAt(random.nextInt(12)));
            }
            packet.setLength(random.nextInt(packet.length() / 2, packet.length()));
            assertThat(TaggedPhoto.jpeg(8, 8).xmp(packet.toString()).metadata()).isNotNull();
        }
    }

    private static String gimbal(String yaw, String pitch, String roll) {
        return "drone-dji:GimbalYawDegree='" + yaw + "' drone-dji:GimbalPitchDegree='" + pitch
                + "' drone-dji:GimbalRollDegree='" + roll + "' ";
    }

    private static void size(TiffOutputDirectory exif, int width, int height) throws IOException {
        exif.add(ExifTagConstants.EXIF_TAG_EXIF_IMAGE_WIDTH, (short) width);
        exif.add(ExifTagConstants.EXIF_TAG_EXIF_IMAGE_LENGTH, (short) height);
    }
}
