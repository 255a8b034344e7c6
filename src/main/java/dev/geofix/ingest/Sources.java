package dev.geofix.ingest;

import dev.geofix.ingest.geotiff.GeoTiffSource;
import dev.geofix.ingest.manifest.ManifestSource;
import dev.geofix.ingest.source.FileKind;
import dev.geofix.ingest.source.SourceOptions;
import dev.geofix.ingest.source.TileSource;
import dev.geofix.ingest.source.UnusableSourceException;
import dev.geofix.ingest.tileset.TileDatabase;
import dev.geofix.ingest.tileset.TileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens whatever holds tiles; what it is shows in its content. */
public final class Sources {
    private static final List<String> MANIFESTS = List.of("manifest.csv", "manifest.geojson");

    /** What a drone some 100 m up sees at once. */
    private static final double GROUND_METERS = 100;

    private Sources() {}

    /**
     * @param place a folder or a file, no archive
     * @param maxImageBytes a longer image is refused
     * @throws UnusableSourceException when it is of no kind that can be imported, cannot be read, or an option has no effect on it
     */
    public static TileSource open(Path place, SourceOptions options, long maxImageBytes) throws IOException {
        return Files.isDirectory(place)
                ? folder(place, options, maxImageBytes)
                : file(place, options, maxImageBytes);
    }

    /** As {@link #open} for an unpacked archive, whose files may all lie in a folder within. */
    public static TileSource openUnpacked(Path folder, SourceOptions options, long maxImageBytes) throws IOException {
        Path top = folder;
        for (List<Path> all = list(top); all.size() == 1 && Files.isDirectory(all.getFirst())
                && !TileTree.is(top); all = list(top)) {
            top = all.getFirst();
        }
        return folder(top, options, maxImageBytes);
    }

    private static TileSource file(Path file, SourceOptions options, long maxImageBytes) throws IOException {
        return switch (FileKind.of(file)) {
            case SQLITE -> TileDatabase.open(file, options, maxImageBytes);
            case TIFF -> geoTiff(file, options);
            default -> throw new UnusableSourceException(file.getFileName()
                    + " is of no kind that can be imported: a zip, tar or tar.gz, an MBTiles file, a GeoPackage, or a GeoTIFF. "
                    + "A manifest is imported by naming its folder.");
        };
    }

    private static TileSource geoTiff(Path file, SourceOptions options) throws IOException {
        options.requireOnly("a GeoTIFF", Set.of("groundMeters", "overlap"));
        return GeoTiffSource.open(file, options.groundMeters() == null ? GROUND_METERS : options.groundMeters(),
                options.overlap() == null ? 0 : options.overlap());
    }

    private static TileSource folder(Path folder, SourceOptions options, long maxImageBytes) throws IOException {
        List<String> manifests = MANIFESTS.stream().filter(name -> Files.exists(folder.resolve(name))).toList();
        if (options.manifest() == null && manifests.size() > 1) {
            throw new UnusableSourceException("The folder holds " + String.join(" and ", manifests)
                    + ". Say which as manifest.");
        }
        if (options.manifest() != null || !manifests.isEmpty()) {
            return ManifestSource.open(folder, manifests.isEmpty() ? "" : manifests.getFirst(), options, maxImageBytes);
        }
        if (TileTree.is(folder)) {
            return TileTree.open(folder, options, maxImageBytes);
        }
        return file(onlyTileFile(folder), options, maxImageBytes);
    }

    private static Path onlyTileFile(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        boolean packed = false;
        Path real = folder.toRealPath();
        for (Path each : list(folder)) {
            // What a link leads out of the folder is not in it.
            boolean inside = Files.isRegularFile(each) && each.toRealPath().startsWith(real);
            FileKind kind = inside ? FileKind.of(each) : FileKind.OTHER;
            packed |= kind.isPacked();
            if (kind == FileKind.SQLITE || kind == FileKind.TIFF) {
                found.add(each);
            }
        }
        SideFiles sideFiles = SideFiles.among(found);
        found.removeIf(sideFiles::contains);
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new UnusableSourceException(found.isEmpty()
                ? "There is nothing in the folder that can be imported: no " + String.join(" or ", MANIFESTS)
                        + ", no tiles as zoom/column/row.png, no MBTiles file, GeoPackage or GeoTIFF."
                        + (packed ? " Unpack the archives in it, or import them one by one." : "")
                : "There are several files in the folder that can be imported. Import one by one: "
                        + found.stream().map(file -> file.getFileName().toString())
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    /** What lies in a folder, by name. */
    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    /**
     * Files that GDAL and others write beside a TIFF and that are TIFFs themselves: overviews {@code NAME.ovr} and masks {@code NAME.msk}, those
     * of one another ({@code NAME.msk.ovr}), and the same with the TIFF's ending left out. Their ground is that of the TIFF.
     */
    private static final class SideFiles {
        private static final Pattern ENDINGS = Pattern.compile("(\\.(ovr|msk))+$");
        private static final Pattern LAST_ENDING = Pattern.compile("\\.[^.]*$");

        /** Names of what can have side files, in lower case, with their endings and without. */
        private final Set<String> pictures = new HashSet<>();

        private SideFiles() {}

        /** @param tiffs the files of a folder that could be side files or have some */
        static SideFiles among(Collection<Path> tiffs) {
            SideFiles sideFiles = new SideFiles();
            for (Path each : tiffs) {
                String name = name(each);
                if (!ENDINGS.matcher(name).find()) {
                    sideFiles.pictures.add(name);
                    sideFiles.pictures.add(LAST_ENDING.matcher(name).replaceFirst(""));
                }
            }
            return sideFiles;
        }

        boolean contains(Path file) {
            String name = name(file);
            String picture = ENDINGS.matcher(name).replaceFirst("");
            return !picture.equals(name) && pictures.contains(picture);
        }

        private static String name(Path file) {
            return file.getFileName().toString().toLowerCase(Locale.ROOT);
        }
    }
}
