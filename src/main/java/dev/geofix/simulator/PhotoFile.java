package dev.geofix.simulator;

import dev.geofix.geo.GeoPoint;
import dev.geofix.imaging.ImageFile;
import dev.geofix.simulator.view.Camera;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.apache.commons.imaging.common.RationalNumber;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.jpeg.xmp.JpegXmpRewriter;
import org.apache.commons.imaging.formats.tiff.constants.ExifTagConstants;
import org.apache.commons.imaging.formats.tiff.constants.GpsTagConstants;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputDirectory;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;

/** A drone photo as JPEG with the metadata a real one has: position in EXIF, attitude in XMP under DJI's names. */
final class PhotoFile {
    static final float JPEG_QUALITY = 0.9f;

    private static final String DATE = "2026:06:01 12:00:00";

    private PhotoFile() {}

    static byte[] encode(BufferedImage image, Camera camera, GeoPoint position) throws IOException {
        ByteArrayOutputStream withExif = new ByteArrayOutputStream();
        new ExifRewriter().updateExifMetadataLossless(ImageFile.jpeg(image, JPEG_QUALITY), withExif,
                exif(camera, position));
        ByteArrayOutputStream withBoth = new ByteArrayOutputStream();
        new JpegXmpRewriter().updateXmpXml(withExif.toByteArray(), withBoth, xmp(camera));
        return withBoth.toByteArray();
    }

    private static TiffOutputSet exif(Camera camera, GeoPoint position) throws IOException {
        TiffOutputSet set = new TiffOutputSet();
        set.setGpsInDegrees(position.longitude(), position.latitude());
        TiffOutputDirectory gps = set.getOrCreateGpsDirectory();
        gps.add(GpsTagConstants.GPS_TAG_GPS_ALTITUDE, RationalNumber.valueOf(camera.altitude()));
        gps.add(GpsTagConstants.GPS_TAG_GPS_ALTITUDE_REF,
                (byte) GpsTagConstants.GPS_TAG_GPS_ALTITUDE_REF_VALUE_ABOVE_SEA_LEVEL);
        TiffOutputDirectory root = set.getOrCreateRootDirectory();
        root.add(TiffTagConstants.TIFF_TAG_MAKE, "Geofix");
        root.add(TiffTagConstants.TIFF_TAG_MODEL, "Simulator");
        TiffOutputDirectory exif = set.getOrCreateExifDirectory();
        exif.add(ExifTagConstants.EXIF_TAG_DATE_TIME_ORIGINAL, DATE);
        // A film frame is 36 mm wide, so its half over the tangent of half the angle is the focal length.
        double focal = 18 / Math.tan(Math.toRadians(camera.fieldOfView() / 2));
        exif.add(ExifTagConstants.EXIF_TAG_FOCAL_LENGTH_IN_35MM_FORMAT, (short) Math.round(focal));
        return set;
    }

    private static String xmp(Camera camera) {
        double yaw = Math.IEEEremainder(camera.heading(), 360);
        return String.format(Locale.ROOT, """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                  <rdf:Description rdf:about="" xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/"
                   drone-dji:AbsoluteAltitude="%+.2f" drone-dji:RelativeAltitude="%+.2f"
                   drone-dji:GimbalRollDegree="+0.00" drone-dji:GimbalYawDegree="%+.2f"
                   drone-dji:GimbalPitchDegree="%+.2f" drone-dji:FlightRollDegree="+0.00"
                   drone-dji:FlightYawDegree="%+.2f" drone-dji:FlightPitchDegree="+0.00"/>
                 </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="w"?>""", camera.altitude(), camera.altitude(), yaw, camera.tilt() - 90, yaw);
    }
}
