package dev.geofix.ingest;

import dev.geofix.gallery.EncoderRetry;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryService;
import dev.geofix.gallery.NewTile;
import dev.geofix.gallery.PutResult.Outcome;
import dev.geofix.gallery.PutResult;
import dev.geofix.gallery.TileId;
import dev.geofix.inference.EncoderBusyException;
import dev.geofix.ingest.source.Shard;
import dev.geofix.ingest.source.TileSource;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobStoppedException;
import dev.geofix.platform.telemetry.LogContext;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Puts the tiles of an import in batches, {@value #AHEAD} at a time: while the network works on one, the next is decoded and waits before it, the
 * last one is committed, and the job's own thread reads on. So the network need not wait for a disk or a decoder.
 */
final class ImportBatches implements AutoCloseable {
    private static final int AHEAD = 2;
    /** A batch of very large images is put early, so that their files do not fill the memory. */
    private static final long FULL_BYTES = 64L << 20;

    private record UnderWay(List<ImportItem> items, Future<List<PutResult>> results) {}

    private final GalleryService galleries;
    private final GalleryName gallery;
    private final int size;
    private final JobContext context;
    private final ImportCounts counts;
    private final ImportMetrics metrics;
    private final ExecutorService threads = Executors.newFixedThreadPool(AHEAD,
            Thread.ofPlatform().name("import-", 1).factory());
    private final Deque<UnderWay> underWay = new ArrayDeque<>();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean crowded;
    private List<ImportItem> batch = new ArrayList<>();
    private long bytes;

    ImportBatches(GalleryService galleries, GalleryName gallery, int size, JobContext context,
            ImportMetrics metrics) {
        this.galleries = galleries;
        this.gallery = gallery;
        this.size = size;
        this.context = context;
        this.metrics = metrics;
        counts = new ImportCounts(context);
    }

    /**
     * Reads all of a shard of a source, then closes it; returns when everything is put or refused.
     *
     * @param asked when the import was; a tile that was deleted between then and now is passed over, since an earlier run may have put it
     */
    void importAll(TileSource source, Shard shard, Instant asked) throws IOException {
        try (source) {
            Set<TileId> deleted = EncoderRetry.whileBusy(context, () -> galleries.deletedSince(gallery, asked));
            counts.expect(shard.isWhole() ? source.total() : OptionalLong.empty());
            source.read(shard, new TileSource.Sink() {
                @Override
                public void tile(String item, NewTile tile) {
                    if (deleted.contains(tile.id())) {
                        skip(item);
                    } else {
                        add(new ImportItem(item, tile));
                    }
                }

                @Override
                public void refuse(String item, String reason) {
                    context.checkCancelled();
                    counts.refuse(item, reason);
                    metrics.failed(1);
                }

                @Override
                public void skip(String item) {
                    context.checkCancelled();
                    counts.skip();
                }
            });
            submit();
            while (!underWay.isEmpty()) {
                takeOldest();
            }
            counts.finish(source.remark());
        }
    }

    private void add(ImportItem item) {
        context.checkCancelled();
        batch.add(item);
        bytes += item.tile().image().length;
        if (batch.size() >= size || bytes >= FULL_BYTES) {
            submit();
        }
    }

    private void submit() {
        if (batch.isEmpty()) {
            return;
        }
        while (underWay.size() >= AHEAD) {
            takeOldest();
        }
        List<ImportItem> items = batch;
        batch = new ArrayList<>();
        bytes = 0;
        underWay.add(new UnderWay(items,
                threads.submit(LogContext.carry(() -> put(items.stream().map(ImportItem::tile).toList())))));
    }

    /**
     * Requests come first: while the encoder's queue is full the import waits. From then on its batches go one by one, since behind a slow network
     * the second would wait for longer than the encoder lets anybody wait.
     */
    private List<PutResult> put(List<NewTile> tiles) {
        try {
            List<PutResult> results = EncoderRetry.whileBusy(context, () -> putInTurn(tiles));
            metrics.put(results);
            return results;
        } catch (JobStoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            metrics.failed(tiles.size());
            throw e;
        }
    }

    private List<PutResult> putInTurn(List<NewTile> tiles) {
        boolean alone = crowded;
        if (alone) {
            turn.lock();
        }
        try {
            return galleries.put(gallery, tiles);
        } catch (EncoderBusyException e) {
            crowded = true;
            throw e;
        } finally {
            if (alone) {
                turn.unlock();
            }
        }
    }

    private void takeOldest() {
        UnderWay oldest = underWay.remove();
        try {
            counts.add(oldest.items(), oldest.results().get(), "importing into '" + gallery + "'");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** What is under way ends before: nothing of a job goes on behind its end. */
    @Override
    public void close() {
        threads.close();
    }

    /** Counts what became of an import's tiles, in its job. */
    private static final class ImportCounts {
        private final JobContext context;
        private ImportTally tally = ImportTally.NONE;
        private @Nullable Long total;

        ImportCounts(JobContext context) {
            this.context = context;
        }

        void expect(OptionalLong items) {
            total = items.isPresent() ? items.getAsLong() : null;
        }

        void refuse(String item, String reason) {
            context.refuse(item, reason);
            tally = tally.with(Outcome.REFUSED);
        }

        /** An item of the source that has nothing to import, or whose tile was deleted meanwhile. */
        void skip() {
            tally = tally.withSkipped();
        }

        void add(List<ImportItem> items, List<PutResult> results, String message) {
            Map<TileId, String> names = new HashMap<>();
            items.forEach(item -> names.put(item.tile().id(), item.item()));
            for (PutResult result : results) {
                if (result.refusal() != null) {
                    context.refuse(names.getOrDefault(result.tile(), result.tile().value()),
                            String.valueOf(result.refusal().getMessage()));
                }
                tally = tally.with(result.outcome());
            }
            context.progress(tally.items(), total, message);
        }

        /** @param remark of the source; empty when it has none */
        void finish(String remark) {
            String message = tally.sentence(context.refusedCount(), remark);
            context.progress(tally.items(), tally.items(), message);
        }
    }

    /** @param item names the tile to the source's owner */
    private record ImportItem(String item, NewTile tile) {}
}
