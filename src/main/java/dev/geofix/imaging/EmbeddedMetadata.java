package dev.geofix.imaging;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegSegmentMetadataReader;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.imaging.webp.WebpMetadataReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.xmp.XmpReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** EXIF and XMP that travel inside an image. What cannot be read counts as absent. */
final class EmbeddedMetadata {
    private EmbeddedMetadata() {}

    /** EXIF alone, where the format lets it be read apart: enough for the orientation, without parsing XML. */
    static Metadata exif(ImageFormat format, byte[] encoded) {
        return read(format, encoded, List.of(new ExifReader()));
    }

    static Metadata exifAndXmp(ImageFormat format, byte[] encoded) {
        return read(format, encoded, List.of(new ExifReader(), new XmpReader()));
    }

    private static Metadata read(ImageFormat format, byte[] encoded, List<JpegSegmentMetadataReader> jpegReaders) {
        try {
            return switch (format) {
                case JPEG -> JpegMetadataReader.readMetadata(new ByteArrayInputStream(encoded), jpegReaders);
                case PNG -> png(encoded);
                case WEBP -> WebpMetadataReader.readMetadata(new ByteArrayInputStream(encoded));
                case TIFF -> TiffMetadataReader.readMetadata(new ByteArrayReader(encoded));
            };
        } catch (IOException | ImageProcessingException | RuntimeException e) {
            return new Metadata();
        }
    }

    /** Leaves PNG's compressed text alone: a few kilobytes of it may unpack to gigabytes. */
    private static Metadata png(byte[] encoded) throws IOException, ImageProcessingException {
        Metadata metadata = new Metadata();
        for (PngChunk chunk : new PngChunkReader().extract(new SequentialByteArrayReader(encoded),
                Set.of(PngChunkType.eXIf))) {
            new ExifReader().extract(new ByteArrayReader(chunk.getBytes()), metadata);
        }
        return metadata;
    }
}
