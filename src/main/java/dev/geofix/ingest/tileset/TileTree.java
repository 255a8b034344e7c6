package dev.geofix.ingest.tileset;

import dev.geofix.gallery.NewTile;
import dev.geofix.geo.MapTile;
import dev.geofix.ingest.source.FolderFiles;
import dev.geofix.ingest.source.RefusedItemException;
import dev.geofix.ingest.source.RowScheme;
import dev.geofix.ingest.source.Shard;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.ingest.source.TileSource;
import dev.geofix.ingest.source.UnusableSourceException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder of web-mercator tiles {@code zoom/column/row.ext}: by column, then by row. One column's names are in memory at a time. */
public final class TileTree implements TileSource {
    private final Path root;
    private final ZoomChoice choice;
    private final SchemeChoice scheme;
    private final long maxBytes;

    private TileTree(Path root, ZoomChoice choice, SchemeChoice scheme, long maxBytes) {
        this.root = root;
        this.choice = choice;
        this.scheme = scheme;
        this.maxBytes = maxBytes;
    }

    /** Whether there is a folder {@code zoom/column} in it. */
    public static boolean is(Path folder) throws IOException {
        return !zooms(folder).isEmpty();
    }

    /**
     * @param folder for which {@link #is} holds
     * @param maxBytes a longer image is refused
     * @throws UnusableSourceException when there is no such zoom, or the tiles are of a kind that is not taken
     */
    public static TileTree open(Path folder, SourceOptions options, long maxBytes) throws IOException {
        options.requireOnly("a folder of map tiles", Set.of("zoom", "scheme"));
        Path root = folder.toRealPath();
        TreeMetadata metadata = TreeMetadata.of(root);
        ZoomChoice choice = ZoomChoice.of(zooms(root), options.zoom());
        Path level = level(root, choice.zoom());
        requirePictures(root, level, metadata.format(), maxBytes);
        RowScheme wanted = options.scheme();
        SchemeChoice scheme = wanted == null
                ? SchemeChoice.of(metadata.scheme(), metadata.bounds(), choice.zoom(),
                        visitor -> places(level, visitor))
                : new SchemeChoice(wanted, "");
        return new TileTree(root, choice, scheme, maxBytes);
    }

    @Override
    public OptionalLong total() {
        try {
            long total = 0;
            for (Path column : columns().values()) {
                total += TreeNames.pictures(column).size();
            }
            return OptionalLong.of(total);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public String remark() {
        return choice.remarkWith(scheme.remark());
    }

    @Override
    public void read(Shard shard, Sink sink) throws IOException {
        for (Map.Entry<Integer, Path> column : columns().entrySet()) {
            int before = -1;
            for (TreeNames.Picture picture : TreeNames.pictures(column.getValue())) {
                if (!shard.has(column.getKey() + "/" + picture.row())) {
                    continue;
                }
                String item = root.relativize(picture.file()).toString();
                try {
                    if (picture.row() == before) {
                        throw new RefusedItemException("there is another picture of this tile; keep one");
                    }
                    before = picture.row();
                    sink.tile(item, tile(column.getKey(), picture));
                } catch (RefusedItemException e) {
                    sink.refuse(item, e.reason());
                }
            }
        }
    }

    @Override
    public void close() {}

    private NewTile tile(int column, TreeNames.Picture picture) throws RefusedItemException {
        MapTile address = TileAddress.of(scheme.scheme(), choice.zoom(), column, picture.row());
        Path file = FolderFiles.inside(root, root.relativize(picture.file()));
        byte[] image = FolderFiles.read(file, maxBytes);
        TilePicture.check(image, null);
        return TileAddress.tile(address, image);
    }

    private static void requirePictures(Path root, Path level, String stated, long maxBytes) throws IOException {
        TilePicture.Sample sample = new TilePicture.Sample();
        boolean named = false;
        for (Path column : TreeNames.folders(level).values()) {
            for (TreeNames.Picture picture : TreeNames.pictures(column)) {
                named = true;
                see(sample, root, picture.file(), maxBytes);
                if (sample.isKnown()) {
                    sample.requirePictures(stated);
                    return;
                }
            }
        }
        if (!named) {
            throw new UnusableSourceException("There are no pictures of zoom " + level.getFileName()
                    + ": they are files named zoom/column/row.png, jpg, webp or tif. Vector tiles cannot be imported.");
        }
        sample.requirePictures(stated);
    }

    private static void see(TilePicture.Sample sample, Path root, Path file, long maxBytes) {
        try {
            sample.see(FolderFiles.read(FolderFiles.inside(root, root.relativize(file)), maxBytes));
        } catch (RefusedItemException e) {
            // It is listed when the tiles are read; the others tell what they are.
        }
    }

    private static void places(Path level, SchemeChoice.Visitor visitor) throws IOException {
        for (Map.Entry<Integer, Path> column : TreeNames.folders(level).entrySet()) {
            for (TreeNames.Picture picture : TreeNames.pictures(column.getValue())) {
                visitor.visit(column.getKey(), picture.row());
            }
        }
    }

    private SortedMap<Integer, Path> columns() throws IOException {
        return TreeNames.folders(level(root, choice.zoom()));
    }

    private static Path level(Path root, int zoom) {
        return root.resolve(Integer.toString(zoom));
    }

    private static SortedSet<Integer> zooms(Path folder) throws IOException {
        SortedSet<Integer> zooms = new TreeSet<>();
        for (Map.Entry<Integer, Path> level : TreeNames.folders(folder).headMap(MapTile.DEEPEST_ZOOM + 1).entrySet()) {
            if (!TreeNames.folders(level.getValue()).isEmpty()) {
                zooms.add(level.getKey());
            }
        }
        return zooms;
    }

    /** Names in a tree of tiles. What is named otherwise is no tile: previews, world files, notes. */
    private static final class TreeNames {
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
}
