package dev.geofix.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Made-up sets: the files are empty, for only their names are read. */
record Folders(Path root) {
    /** One file, and the folders above it. */
    Folders file(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        return this;
    }

    /** Training views of a place, test views of two others of which one is a distractor. */
    Folders halves(String train, String test) throws IOException {
        file(train + "/drone/0001/image-01.jpeg").file(train + "/drone/0001/image-02.jpeg");
        file(train + "/satellite/0001/0001.jpg");
        for (String place : new String[]{"0002", "0003"}) {
            file(test + "/gallery_drone/" + place + "/image-01.jpeg");
            file(test + "/gallery_satellite/" + place + "/" + place + ".jpg");
        }
        file(test + "/query_drone/0002/image-01.jpeg");
        return file(test + "/query_satellite/0002/0002.jpg");
    }
}
