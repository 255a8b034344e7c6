package dev.geofix.imaging;

import com.drew.imaging.ImageProcessingException;
import com.drew.imaging.jpeg.JpegSegmentReader;
import com.drew.imaging.jpeg.JpegSegmentType;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.riff.RiffHandler;
import com.drew.imaging.riff.RiffReader;
import com.drew.imaging.tiff.TiffReader;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.RandomAccessReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifTiffHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * EXIF and XMP that travel inside an image. What cannot be read counts as absent.
 *
 * @param packets XMP as it stands in the file, at most {@link #LONGEST_PACKET} bytes of each
 */
record EmbeddedMetadata(Metadata exif, List<byte[]> packets) {
    /** Drones write a few kilobytes. */
    static final int LONGEST_PACKET = 1 << 20;

    private static final int MOST_PACKETS = 16;
    private static final int TIFF_TAG_XMP = 700;
    private static final byte[] JPEG_EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JPEG_XMP = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JPEG_XMP_REST = "http://ns.adobe.com/xmp/extension/\0"
            .getBytes(StandardCharsets.US_ASCII);
    /** Checksum, whole length and offset, before each piece of what did not fit into the first segment. */
    private static final int REST_HEADER = JPEG_XMP_REST.length + 32 + 4 + 4;
    private static final byte[] PNG_XMP = "XML:com.adobe.xmp\0".getBytes(StandardCharsets.US_ASCII);

    static EmbeddedMetadata of(ImageFormat format, byte[] encoded) {
        EmbeddedMetadata found = new EmbeddedMetadata(new Metadata(), new ArrayList<>());
        try {
            switch (format) {
                case JPEG -> found.jpeg(encoded);
                case PNG -> found.png(encoded);
                case WEBP -> new RiffReader().processRiff(new SequentialByteArrayReader(encoded), found.new Webp());
                case TIFF -> found.tiff(encoded, 0);
            }
        } catch (IOException | ImageProcessingException | RuntimeException e) {
            // What was found before the damage stays.
        }
        return found;
    }

    private void jpeg(byte[] encoded) throws IOException, ImageProcessingException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (byte[] segment : JpegSegmentReader
                .readSegments(new SequentialByteArrayReader(encoded), Set.of(JpegSegmentType.APP1))
                .getSegments(JpegSegmentType.APP1)) {
            if (startsWith(segment, JPEG_EXIF)) {
                tiff(segment, JPEG_EXIF.length);
            } else if (startsWith(segment, JPEG_XMP)) {
                packet(segment, JPEG_XMP.length);
            } else if (startsWith(segment, JPEG_XMP_REST) && segment.length > REST_HEADER
                    && rest.size() < LONGEST_PACKET) {
                rest.write(segment, REST_HEADER, segment.length - REST_HEADER);
            }
        }
        packet(rest.toByteArray(), 0);
    }

    private void png(byte[] encoded) throws IOException, ImageProcessingException {
        for (PngChunk chunk : new PngChunkReader().extract(new SequentialByteArrayReader(encoded),
                Set.of(PngChunkType.eXIf, PngChunkType.iTXt))) {
            byte[] bytes = chunk.getBytes();
            if (chunk.getType().equals(PngChunkType.eXIf)) {
                tiff(bytes, startsWith(bytes, JPEG_EXIF) ? JPEG_EXIF.length : 0);
            } else if (startsWith(bytes, PNG_XMP)) {
                pngText(bytes);
            }
        }
    }

    /** After the keyword: whether compressed, how, language and translated keyword, each closed by a zero, then the text. */
    private void pngText(byte[] chunk) {
        int flag = PNG_XMP.length;
        int text = after(chunk, after(chunk, flag + 2));
        if (text < chunk.length) {
            packet(chunk[flag] == 0 ? chunk : inflated(chunk, text), chunk[flag] == 0 ? text : 0);
        }
    }

    private static int after(byte[] bytes, int from) {
        int i = from;
        while (i < bytes.length && bytes[i] != 0) {
            i++;
        }
        return i + 1;
    }

    /** Stops at the longest packet: a few kilobytes may unpack to gigabytes. */
    private static byte[] inflated(byte[] bytes, int from) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, bytes.length - from);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] piece = new byte[8192];
            int count;
            while (out.size() < LONGEST_PACKET && (count = inflater.inflate(piece)) > 0) {
                out.write(piece, 0, count);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }

    private void tiff(byte[] bytes, int from) {
        try {
            new TiffReader().processTiff(new ByteArrayReader(bytes, from), new Tiff(exif, packets), 0);
        } catch (IOException | ImageProcessingException | RuntimeException e) {
            // The tags before the damage stay.
        }
    }

    private void packet(byte[] bytes, int from) {
        add(packets, bytes, from);
    }

    private static void add(List<byte[]> packets, byte[] bytes, int from) {
        if (from < bytes.length && packets.size() < MOST_PACKETS) {
            packets.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + LONGEST_PACKET)));
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    /** EXIF's directories; XMP that stands in one of them is kept as it is. */
    private static final class Tiff extends ExifTiffHandler {
        private final List<byte[]> packets;

        Tiff(Metadata metadata, List<byte[]> packets) {
            super(metadata, null, 0);
            this.packets = packets;
        }

        @Override
        public boolean customProcessTag(int offset, Set<Integer> seen, int start, RandomAccessReader reader, int tag,
                int length) throws IOException {
            if (tag == TIFF_TAG_XMP) {
                add(packets, reader.getBytes(offset, Math.min(length, LONGEST_PACKET)), 0);
                return true;
            }
            return super.customProcessTag(offset, seen, start, reader, tag, length);
        }
    }

    private final class Webp implements RiffHandler {
        @Override
        public boolean shouldAcceptRiffIdentifier(String identifier) {
            return identifier.equals("WEBP");
        }

        @Override
        public boolean shouldAcceptChunk(String chunk) {
            return chunk.equals("EXIF") || chunk.equals("XMP ");
        }

        @Override
        public boolean shouldAcceptList(String list) {
            return false;
        }

        @Override
        public void processChunk(String chunk, byte[] bytes) {
            if (chunk.equals("EXIF")) {
                tiff(bytes, ExifReader.startsWithJpegExifPreamble(bytes) ? JPEG_EXIF.length : 0);
            } else {
                packet(bytes, 0);
            }
        }

        @Override
        public void addError(String message) {
            // Damage counts as absence.
        }
    }
}
