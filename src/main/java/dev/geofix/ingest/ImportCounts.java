package dev.geofix.ingest;

import dev.geofix.gallery.PutResult.Outcome;
import dev.geofix.gallery.PutResult;
import dev.geofix.gallery.TileId;
import dev.geofix.jobs.JobContext;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Counts what became of an import's tiles, in its job. */
final class ImportCounts {
    private final JobContext context;
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private @Nullable Long total;
    private long skipped;

    ImportCounts(JobContext context) {
        this.context = context;
    }

    void expect(OptionalLong items) {
        total = items.isPresent() ? items.getAsLong() : null;
    }

    void refuse(String item, String reason) {
        context.refuse(item, reason);
        count(Outcome.REFUSED);
    }

    /** An item of the source that has nothing to import, or whose tile was deleted meanwhile. */
    void skip() {
        skipped++;
    }

    void add(List<ImportItem> items, List<PutResult> results, String message) {
        Map<TileId, String> names = new HashMap<>();
        items.forEach(item -> names.put(item.tile().id(), item.item()));
        for (PutResult result : results) {
            if (result.refusal() != null) {
                context.refuse(names.getOrDefault(result.tile(), result.tile().value()),
                        String.valueOf(result.refusal().getMessage()));
            }
            count(result.outcome());
        }
        context.progress(done(), total, message);
    }

    /** @param remark of the source; empty when it has none */
    void finish(String remark) {
        String message = "%d new, %d replaced, %d unchanged, %d refused".formatted(of(Outcome.CREATED),
                of(Outcome.REPLACED), of(Outcome.UNCHANGED), context.refusedCount());
        String empty = skipped == 0 ? "" : ", " + skipped + " passed over";
        context.progress(done(), done(), message + empty + (remark.isEmpty() ? "" : "; " + remark));
    }

    private void count(Outcome outcome) {
        counts.merge(outcome, 1L, Long::sum);
    }

    private long done() {
        return skipped + counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private long of(Outcome outcome) {
        return counts.getOrDefault(outcome, 0L);
    }
}
