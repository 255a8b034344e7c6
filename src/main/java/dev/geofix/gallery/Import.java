package dev.geofix.gallery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/** One pass over a manifest: each row becomes a tile for the batches, or is refused with its reason. */
final class Import {
    private final Path folder;
    private final Path manifest;
    private final long maxBytes;
    private final Set<TileId> seen = new HashSet<>();

    Import(Path folder, Path manifest, long maxBytes) {
        this.folder = folder;
        this.manifest = manifest;
        this.maxBytes = maxBytes;
    }

    void run(ImportBatches batches) {
        try (Manifest rows = Manifest.open(manifest)) {
            for (Iterator<CSVRecord> all = rows.rows(); all.hasNext();) {
                CSVRecord row = all.next();
                String item = "row " + row.getRecordNumber() + " ("
                        + Objects.requireNonNullElse(rows.columns().value(row, "file"), "no file") + ")";
                try {
                    batches.add(item, tile(ManifestRow.of(row, rows.columns())));
                } catch (RefusedRowException e) {
                    batches.refuse(item, e.reason());
                }
            }
        }
        batches.finish();
    }

    private NewTile tile(ManifestRow row) throws RefusedRowException {
        Path file = ImportFolders.inside(folder, row.file());
        if (!seen.add(row.tile())) {
            throw new RefusedRowException("the tile '" + row.tile() + "' is in the manifest already; "
                    + "give each row an id of its own in the column tile");
        }
        try {
            long size = Files.size(file);
            if (size > maxBytes) {
                throw new RefusedRowException(
                        "the file has " + size + " bytes, and at most " + maxBytes + " are taken");
            }
            return row.with(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new RefusedRowException("the file cannot be read (" + e + ")");
        }
    }
}
