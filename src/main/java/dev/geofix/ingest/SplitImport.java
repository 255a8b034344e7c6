package dev.geofix.ingest;

import dev.geofix.ingest.source.TileSource;
import dev.geofix.jobs.Job;
import dev.geofix.jobs.JobContext;
import dev.geofix.jobs.JobParts;
import dev.geofix.jobs.JobState;
import dev.geofix.jobs.JobStoppedException;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DatabaseAwayException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * An import whose tiles are put by others: it splits the source into shards, each a job that any instance takes, and adds up what becomes of them. Its own instance may die at any time: the shards go
 * on, and whoever takes the import over finds them.
 */
final class SplitImport {
    private static final long LOOK_MILLIS = 500;
    /** For the shards of an import that ends early, some of whose instances may be dead. */
    private static final Duration TO_END = Duration.ofMinutes(2);

    private final Job job;
    private final JobContext context;
    private final JobParts parts;
    /** Of each shard the number of the last refused item that is listed. */
    private final Map<UUID, Long> listed = new HashMap<>();
    private final Set<UUID> ended = new HashSet<>();
    private boolean isOver;

    SplitImport(Job job, JobContext context, JobParts parts) {
        this.job = job;
        this.context = context;
        this.parts = parts;
    }

    /** Returns when all shards are done. When it throws, they may still be under way: see {@link #end}. */
    void run(ImportFiles files, ImportSettings settings) throws IOException {
        if (parts.find(ImportShardHandler.KIND, job.id()).isEmpty()) {
            split(files, settings);
        } else {
            context.log("goes on with its shards");
        }
        List<Job> shards = look();
        while (!shards.stream().allMatch(shard -> shard.state() == JobState.SUCCEEDED)) {
            shards.forEach(this::requireWell);
            pause();
            shards = look();
        }
        finish(shards);
    }

    private void split(ImportFiles files, ImportSettings settings) throws IOException {
        ImportParameters parameters = ImportParameters.of(job);
        OptionalLong total;
        String remark;
        try (TileSource source = files.open(settings.unpackLimits(), context)) {
            total = source.total();
            remark = source.remark();
        }
        files.force(context);
        int count = settings.shards(total);
        Long items = total.isPresent() ? total.getAsLong() : null;
        context.checkCancelled();
        parts.submit(ImportShardHandler.KIND, job.id(), IntStream.range(0, count)
                .mapToObj(n -> new ImportShard(job.id(), parameters.gallery(), n, count, items, remark)).toList());
        context.log(count == 1 ? "one shard" : "split into " + count + " shards");
    }

    /** The shards now, once the database answers; what they have refused is listed. */
    private List<Job> look() {
        while (true) {
            context.checkCancelled();
            try {
                List<Job> shards = lookOnce();
                say(shards);
                return shards;
            } catch (DatabaseAwayException e) {
                pause();
            }
        }
    }

    private List<Job> lookOnce() {
        List<Job> shards = parts.find(ImportShardHandler.KIND, job.id());
        shards.stream().filter(shard -> shard.state() != JobState.QUEUED && !ended.contains(shard.id()))
                .forEach(this::list);
        isOver = shards.stream().allMatch(shard -> shard.state().isTerminal());
        return shards;
    }

    private void say(List<Job> shards) {
        long done = shards.stream().mapToLong(shard -> shard.progress().done()).sum();
        context.progress(done, shards.isEmpty() ? null : ImportShard.of(shards.getFirst()).total(),
                "importing into '%s': %d of %d shards are done, %d under way".formatted(
                        ImportParameters.of(job).gallery(), count(shards, JobState.SUCCEEDED), shards.size(),
                        count(shards, JobState.RUNNING)));
    }

    private static long count(List<Job> shards, JobState state) {
        return shards.stream().filter(shard -> shard.state() == state).count();
    }

    private void list(Job shard) {
        long after = listed.getOrDefault(shard.id(), 0L);
        List<JobParts.Refused> more = parts.refused(shard.id(), after);
        while (!more.isEmpty()) {
            more.forEach(refused -> context.refuse(refused.item().item(), refused.item().reason()));
            after = more.getLast().number();
            listed.put(shard.id(), after);
            more = parts.refused(shard.id(), after);
        }
        if (shard.state().isTerminal()) {
            ended.add(shard.id());
            context.log(told(shard) + ": " + shard.message());
        }
    }

    private static String told(Job shard) {
        return ImportShard.of(shard).name() + " (job " + shard.id() + ") has ended as " + shard.state();
    }

    private void requireWell(Job shard) {
        if (shard.state() == JobState.FAILED) {
            throw new UserException(shard.message());
        }
        if (shard.state() == JobState.CANCELLED) {
            throw new UserException("A shard was cancelled, job " + shard.id()
                    + ". Import again; what is in the gallery already is passed over.");
        }
    }

    private void finish(List<Job> shards) {
        ImportTally tally = shards.stream().map(shard -> ImportTally.of(shard.message())).reduce(ImportTally.NONE,
                ImportTally::plus);
        ImportShard any = ImportShard.of(shards.getFirst());
        long done = shards.stream().mapToLong(shard -> shard.progress().done()).sum();
        if (any.total() != null && any.total() != done) {
            throw new UserException("The source held " + any.total() + " items when the import began, and " + done
                    + " were found afterwards, so it has changed meanwhile. Import again; what is in the gallery "
                    + "already is passed over.");
        }
        context.progress(done, done, tally.sentence(context.refusedCount(), any.remark()));
    }

    /**
     * Ends the shards that are not done.
     *
     * @return whether nobody reads the import's files any more
     */
    boolean end() {
        long began = System.nanoTime();
        while (!isOver && !context.isTakenOver() && System.nanoTime() - began < TO_END.toNanos()) {
            try {
                lookOnce().forEach(parts::cancel);
            } catch (DatabaseAwayException e) {
                // It is asked again.
            }
            if (!isOver) {
                pause();
            }
        }
        if (!isOver) {
            context.log("some of its shards have not ended yet, so its files stay where they are");
        }
        return isOver;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobStoppedException("interrupted");
        }
    }
}
