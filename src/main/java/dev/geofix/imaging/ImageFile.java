package dev.geofix.imaging;

import dev.geofix.platform.storage.DurableFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Encodes pictures and puts files in their place whole or not at all. */
public final class ImageFile {
    private static final Pattern PICTURE = Pattern.compile(".+\\.(jpe?g|png|webp|tiff?)",
            Pattern.CASE_INSENSITIVE);

    private ImageFile() {}

    /** @param quality 0 … 1 */
    public static byte[] jpeg(BufferedImage image, float quality) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    public static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        return bytes.toByteArray();
    }

    /**
     * Pictures in and below these folders, by their names, in the order of these.
     *
     * @throws IOException when a folder cannot be read
     */
    public static List<Path> under(List<Path> folders) throws IOException {
        List<Path> pictures = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> PICTURE.matcher(file.getFileName().toString()).matches()).sorted()
                        .forEach(pictures::add);
            }
        }
        return pictures;
    }

    /** Makes the folders that are missing. */
    public static void write(Path file, byte[] content) throws IOException {
        DurableFiles.writeWithoutSync(file, content);
    }
}
