package dev.geofix.fuzz;

import dev.geofix.testing.Damage;
import dev.geofix.testing.Pictures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Pictures of each format, and the files that imports take: whole, damaged, or nothing but noise. */
final class FileInputs {
    private static final List<String> PICTURES = List.of("baseline.jpg", "progressive.jpg", "cmyk.jpg", "grey.png",
            "grey16.png", "palette.png", "picture.png", "half-clear.webp", "lossless.webp", "lossy.webp", "lzw.tif",
            "two-pages.tif", "orientation-6.jpg", "orientation-6.tif", "other.gif", "other.bmp", "elevation.tif");
    private static final List<String> SOURCES = List.of("tileset/gdal.mbtiles", "tileset/gdal.gpkg", "geotiff/cog.tif",
            "geotiff/jpeg-ycbcr-tiles.tif", "geotiff/deflate-strips.tif", "geotiff/geographic.tif");

    private final List<byte[]> pictures = new ArrayList<>();
    private final List<byte[]> sources = new ArrayList<>();

    FileInputs() throws IOException {
        for (String name : PICTURES) {
            pictures.add(resource("imaging/" + name));
        }
        pictures.add(Pictures.png(Pictures.picture(1, 64)));
        pictures.add(Pictures.jpeg(Pictures.picture(2, 64)));
        for (String name : SOURCES) {
            sources.add(resource("ingest/" + name));
        }
        byte[] tar = tar();
        sources.addAll(List.of(zip(), zip(), tar, gzip(tar)));
    }

    byte[] picture(Random random) {
        return of(pictures, random);
    }

    byte[] source(Random random) {
        return of(sources, random);
    }

    private static byte[] of(List<byte[]> files, Random random) {
        byte[] whole = files.get(random.nextInt(files.size()));
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> whole;
            case 5 -> noise(random);
            case 6, 7 -> Damage.of(whole, Math.min(whole.length, 200), random);
            default -> Damage.of(whole, random);
        };
    }

    static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(2000)];
        random.nextBytes(noise);
        return noise;
    }

    private static List<byte[]> files() {
        return List.of(
                "file,latitude,longitude\na.png,52,4\nb.png,52.1,4\nc.png,91,400\n".getBytes(StandardCharsets.UTF_8),
                Pictures.png(Pictures.picture(11, 64)), Pictures.png(Pictures.picture(12, 64)));
    }

    private static final List<String> FILES = List.of("manifest.csv", "a.png", "b.png");

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < FILES.size(); i++) {
                zip.putNextEntry(new ZipEntry(FILES.get(i)));
                zip.write(files().get(i));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] tar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (int i = 0; i < FILES.size(); i++) {
                TarArchiveEntry entry = new TarArchiveEntry(FILES.get(i));
                entry.setSize(files().get(i).length);
                tar.putArchiveEntry(entry);
                tar.write(files().get(i));
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(FileInputs.class.getResourceAsStream("/dev/geofix/" + name),
                name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
