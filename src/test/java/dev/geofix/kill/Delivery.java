package dev.geofix.kill;

import dev.geofix.testing.Api;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.springframework.http.MediaType;

/** The ways in which the files of an import get to the service. */
enum Delivery {
    FOLDER {
        @Override
        Api.Answer send(Api api, Path imports, String name, Map<String, byte[]> files) throws IOException {
            Path folder = Files.createDirectories(imports.resolve(name));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
            return api.postJson(IMPORTS, Map.of("folder", name));
        }
    },
    ZIP {
        @Override
        Api.Answer send(Api api, Path imports, String name, Map<String, byte[]> files) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    zip.putNextEntry(new ZipEntry(file.getKey()));
                    zip.write(file.getValue());
                }
            }
            return api.postBytes(IMPORTS, bytes.toByteArray(), MediaType.parseMediaType("application/zip"));
        }
    },
    TAR {
        @Override
        Api.Answer send(Api api, Path imports, String name, Map<String, byte[]> files) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
                for (Map.Entry<String, byte[]> file : files.entrySet()) {
                    TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                    entry.setSize(file.getValue().length);
                    tar.putArchiveEntry(entry);
                    tar.write(file.getValue());
                    tar.closeArchiveEntry();
                }
            }
            return api.postBytes(IMPORTS, bytes.toByteArray(), MediaType.parseMediaType("application/x-tar"));
        }
    };

    private static final String IMPORTS = Clients.GALLERY + "/imports";

    /**
     * @param imports folder that the service may read; uploads leave nothing there
     * @param name of the delivery, unique
     */
    abstract Api.Answer send(Api api, Path imports, String name, Map<String, byte[]> files) throws IOException;
}
