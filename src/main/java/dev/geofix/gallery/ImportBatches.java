package dev.geofix.gallery;

import dev.geofix.gallery.PutResult.Outcome;
import dev.geofix.job.JobContext;
import dev.geofix.platform.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the tiles of an import in batches and keeps count. */
final class ImportBatches {
    /** A batch of very large images is put early, so that their files do not fill the memory. */
    private static final long FULL_BYTES = 64L << 20;

    private final GalleryService galleries;
    private final GalleryName gallery;
    private final int size;
    private final JobContext context;
    private final long total;
    private final MeterRegistry meters;
    private final List<NewTile> batch = new ArrayList<>();
    private final Map<TileId, String> items = new HashMap<>();
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private long bytes;

    ImportBatches(GalleryService galleries, GalleryName gallery, int size, JobContext context, long total,
            MeterRegistry meters) {
        this.galleries = galleries;
        this.gallery = gallery;
        this.size = size;
        this.context = context;
        this.total = total;
        this.meters = meters;
    }

    /** @param item names the tile where it is refused */
    void add(String item, NewTile tile) {
        context.checkCancelled();
        batch.add(tile);
        items.put(tile.id(), item);
        bytes += tile.image().length;
        if (batch.size() >= size || bytes >= FULL_BYTES) {
            flush();
        }
    }

    void refuse(String item, String reason) {
        context.checkCancelled();
        context.refuse(item, reason);
        count(Outcome.REFUSED);
    }

    void finish() {
        flush();
        context.progress(total, total, "%d new, %d replaced, %d unchanged, %d refused".formatted(of(Outcome.CREATED),
                of(Outcome.REPLACED), of(Outcome.UNCHANGED), of(Outcome.REFUSED)));
    }

    private void flush() {
        for (PutResult result : batch.isEmpty() ? List.<PutResult>of() : put()) {
            if (result.refusal() != null) {
                context.refuse(items.getOrDefault(result.tile(), result.tile().value()),
                        String.valueOf(result.refusal().getMessage()));
            }
            count(result.outcome());
        }
        batch.clear();
        items.clear();
        bytes = 0;
        long done = counts.values().stream().mapToLong(Long::longValue).sum();
        context.progress(done, total, "importing into '" + gallery + "'");
    }

    private List<PutResult> put() {
        return Patience.whileBusy(context, () -> galleries.put(gallery, batch));
    }

    private void count(Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
        String tag = switch (outcome) {
            case CREATED, REPLACED -> "indexed";
            case UNCHANGED -> "duplicate";
            case REFUSED -> "failed";
        };
        Metric.IMPORT_TILES.counter(meters, "outcome", tag).increment();
    }

    private long of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }
}
