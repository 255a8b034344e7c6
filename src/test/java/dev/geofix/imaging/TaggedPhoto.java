package dev.geofix.imaging;

import dev.geofix.testing.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.apache.commons.imaging.formats.jpeg.exif.ExifRewriter;
import org.apache.commons.imaging.formats.tiff.write.TiffOutputSet;

/** A small picture with metadata as a test wants it, sound or not. */
final class TaggedPhoto {
    interface Exif {
        void write(TiffOutputSet set) throws IOException;
    }

    private static final int PNG_HEADER_END = 33;

    private byte[] bytes;

    private TaggedPhoto(byte[] bytes) {
        this.bytes = bytes;
    }

    static TaggedPhoto jpeg(int width, int height) {
        return new TaggedPhoto(Pictures.jpeg(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)));
    }

    static TaggedPhoto png(int width, int height) {
        return new TaggedPhoto(Pictures.png(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)));
    }

    /** A JPEG of 400 by 300 whose XMP has these attributes and elements of the usual prefixes. */
    static PhotoMetadata read(String attributes, String elements) {
        return jpeg(400, 300).xmp(packet(attributes, elements)).metadata();
    }

    static PhotoMetadata read(String attributes) {
        return read(attributes, "");
    }

    static String packet(String attributes, String elements) {
        return "<?xpacket begin='\uFEFF' id='W5M0MpCehiHzreSzNTczkc9d'?>\n<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
                + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''\n"
                + " xmlns:drone-dji='http://www.dji.com/drone-dji/1.0/' xmlns:Camera='http://pix4d.com/camera/1.0'\n"
                + " xmlns:drone-parrot='http://www.parrot.com/drone-parrot/1.0/' xmlns:exif='http://ns.adobe.com/exif/1.0/'\n"
                + " xmlns:drone-skydio='https://www.skydio.com/drone-skydio/1.0/'\n " + attributes + ">" + elements
                + "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end='w'?>";
    }

    TaggedPhoto exif(Exif exif) {
        try {
            TiffOutputSet set = new TiffOutputSet();
            exif.write(set);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new ExifRewriter().updateExifMetadataLossless(bytes, out, set);
            bytes = out.toByteArray();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TaggedPhoto xmp(String packet) {
        return xmp(packet, StandardCharsets.UTF_8);
    }

    TaggedPhoto xmp(String packet, Charset charset) {
        byte[] content = joined("http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII),
                packet.getBytes(charset));
        insert(2, joined(ByteBuffer.allocate(4).putShort((short) 0xffe1).putShort((short) (content.length + 2)).array(),
                content));
        return this;
    }

    TaggedPhoto pngXmp(byte[] packet, boolean compressed) {
        byte[] type = "iTXtXML:com.adobe.xmp\0".getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = joined(joined(type, new byte[]{(byte) (compressed ? 1 : 0), 0, 0, 0}),
                compressed ? deflated(packet) : packet);
        CRC32 check = new CRC32();
        check.update(chunk);
        insert(PNG_HEADER_END, joined(joined(ByteBuffer.allocate(4).putInt(chunk.length - 4).array(), chunk),
                ByteBuffer.allocate(4).putInt((int) check.getValue()).array()));
        return this;
    }

    PhotoMetadata metadata() {
        return PhotoMetadata.read(bytes);
    }

    private void insert(int at, byte[] piece) {
        bytes = joined(joined(Arrays.copyOf(bytes, at), piece), Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private static byte[] deflated(byte[] content) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(content);
            deflater.finish();
            byte[] out = new byte[content.length / 100 + 4096];
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
