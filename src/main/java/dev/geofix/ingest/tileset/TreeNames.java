package dev.geofix.ingest.tileset;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in a tree of tiles. What is named otherwise is no tile: previews, world files, notes. */
final class TreeNames {
    private static final String NUMBER = "0|[1-9]\\d{0,8}";
    private static final Pattern FOLDER = Pattern.compile(NUMBER);
    private static final Pattern PICTURE = Pattern.compile("(" + NUMBER + ")(@2x)?(\\.(png|jpe?g|webp|tiff?))?",
            Pattern.CASE_INSENSITIVE);

    /** @param row as the file is named */
    record Picture(int row, Path file) {}

    private TreeNames() {}

    /** The numbered folders in it. */
    static SortedMap<Integer, Path> folders(Path folder) throws IOException {
        SortedMap<Integer, Path> found = new TreeMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                String name = each.getFileName().toString();
                if (FOLDER.matcher(name).matches() && Files.isDirectory(each)) {
                    found.put(Integer.valueOf(name), each);
                }
            }
        }
        return found;
    }

    /** The pictures of a column by row, then by name. */
    static List<Picture> pictures(Path column) throws IOException {
        List<Picture> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(column)) {
            for (Path each : all) {
                Matcher name = PICTURE.matcher(each.getFileName().toString());
                if (name.matches()) {
                    found.add(new Picture(Integer.parseInt(name.group(1)), each));
                }
            }
        }
        found.sort(Comparator.comparingInt(Picture::row).thenComparing(Picture::file));
        return found;
    }
}
