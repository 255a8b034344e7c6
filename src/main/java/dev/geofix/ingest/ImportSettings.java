package dev.geofix.ingest;

import dev.geofix.ingest.archive.UnpackLimits;
import dev.geofix.platform.UserException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of imports.
 *
 * @param importRoots folders below which imports may read folders and files of the server; none given means the folder imports of the data folder
 * @param importMaxUpload length of one upload; a longer one is refused
 * @param importMaxUnpacked length that all files of one archive may have together once they are unpacked
 * @param importMaxEntries files and folders that one archive may hold
 * @param importMaxRatio how many times its length an archive may unpack to, its first gigabyte apart
 * @param importShards where several instances share jobs and galleries, shards that one import is split into at most, 1 to 1000. Each reads the whole list of the source, and the pictures of its own tiles
 * @param importShardTiles tiles that a shard has at least; an import of fewer is one shard
 * @param importFreeDisk room that uploads and unpacking leave free on the disk of the data folder
 */
@ConfigurationProperties("geofix.gallery")
record ImportSettings(@DefaultValue List<Path> importRoots, @DefaultValue("64GB") DataSize importMaxUpload,
        @DefaultValue("256GB") DataSize importMaxUnpacked,
        @DefaultValue("5000000") long importMaxEntries, @DefaultValue("100") int importMaxRatio,
        @DefaultValue("64") int importShards, @DefaultValue("1000") int importShardTiles,
        @DefaultValue("1GB") DataSize importFreeDisk) {
    private static final int MOST_SHARDS = 1000;

    ImportSettings {
        if (importShards < 1 || importShards > MOST_SHARDS || importShardTiles < 1) {
            throw new UserException("geofix.gallery.import-shards must be 1 to " + MOST_SHARDS
                    + ", and import-shard-tiles at least 1");
        }
        if (importMaxEntries < 1 || importMaxRatio < 1) {
            throw new UserException(
                    "geofix.gallery.import-max-entries and import-max-ratio must be at least 1");
        }
    }

    /** @param items of the source; empty when only the end tells, and then there may be many */
    int shards(OptionalLong items) {
        return items.isEmpty()
                ? importShards
                : (int) Math.clamp(items.getAsLong() / importShardTiles, 1, importShards);
    }

    UnpackLimits unpackLimits() {
        return new UnpackLimits(importMaxUnpacked.toBytes(), importMaxEntries, importMaxRatio,
                importFreeDisk.toBytes());
    }
}
