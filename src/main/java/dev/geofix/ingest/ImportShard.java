package dev.geofix.ingest;

import dev.geofix.ingest.source.Shard;
import dev.geofix.jobs.Job;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Parameters of a job that does one shard of an import.
 *
 * @param parent the import's job, which says what is imported
 * @param shard counted from 0
 * @param total items that the source held when it was split; null when only the end tells
 * @param remark of the source
 */
record ImportShard(UUID parent, String gallery, int shard, int shards, @Nullable Long total, String remark) {
    static ImportShard of(Job job) {
        return JsonMapper.shared().convertValue(job.parameters(), ImportShard.class);
    }

    Shard part() {
        return new Shard(shard, shards);
    }

    /** As people count. */
    String name() {
        return "shard " + (shard + 1) + " of " + shards;
    }
}
