package dev.geofix.ingest.source;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Files that GDAL and others write beside a TIFF and that are TIFFs themselves: overviews {@code NAME.ovr} and masks {@code NAME.msk}, those
 * of one another ({@code NAME.msk.ovr}), and the same with the TIFF's ending left out. Their ground is that of the TIFF.
 */
public final class SideFiles {
    private static final Pattern ENDINGS = Pattern.compile("(\\.(ovr|msk))+$");
    private static final Pattern LAST_ENDING = Pattern.compile("\\.[^.]*$");

    /** Names of what can have side files, in lower case, with their endings and without. */
    private final Set<String> pictures = new HashSet<>();

    private SideFiles() {}

    /** @param tiffs the files of a folder that could be side files or have some */
    public static SideFiles among(Collection<Path> tiffs) {
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

    public boolean contains(Path file) {
        String name = name(file);
        String picture = ENDINGS.matcher(name).replaceFirst("");
        return !picture.equals(name) && pictures.contains(picture);
    }

    private static String name(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }
}
