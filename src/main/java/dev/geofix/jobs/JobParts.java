package dev.geofix.jobs;

import dev.geofix.jobs.Job.RefusedItem;
import dev.geofix.platform.storage.OperationsDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * The parts of a job: jobs of a kind of their own that stand in line like all others, so that any process takes one, and takes it over when its owner dies. The job that has parts runs in
 * {@link JobHandler.Lane#COORDINATION} and waits for them. It finds them again however often it is taken over, since each is made under a key of its number.
 */
@Component
public class JobParts {
    /** Keys that are looked up at once. */
    private static final int PAGE = 100;

    private final JobService jobs;
    private final JobStore store;
    private final JobRunner runner;
    private final OperationsDatabase database;

    JobParts(JobService jobs, JobStore store, JobRunner runner, OperationsDatabase database) {
        this.jobs = jobs;
        this.store = store;
        this.runner = runner;
        this.database = database;
    }

    /**
     * Makes all parts or (when this throws) none. Where they have been made before, these are the parts.
     *
     * @param parameters of each part, objects that JSON can hold
     */
    public List<Job> submit(String kind, UUID whole, List<?> parameters) {
        List<Job> parts = database.exclusively("jobs.submission", () -> {
            List<Job> before = find(kind, whole);
            return before.isEmpty()
                    ? IntStream.range(0, parameters.size())
                            .mapToObj(number -> store.create(kind, parameters.get(number), key(whole, number), null))
                            .toList()
                    : before;
        });
        parts.forEach(runner::wake);
        return parts;
    }

    /** By number; none when they have not been made yet. Refused items are left out, see {@link #refused}. */
    public List<Job> find(String kind, UUID whole) {
        List<Job> parts = new ArrayList<>();
        for (int from = 0; parts.size() == from; from += PAGE) {
            parts.addAll(store.made(kind, IntStream.range(from, from + PAGE)
                    .mapToObj(number -> key(whole, number).value()).toList()));
        }
        return parts;
    }

    /** Has a part end, unless it has ended already: at once when nobody has begun it, else at its next step. */
    public void cancel(Job part) {
        if (!part.state().isTerminal()) {
            jobs.stop(part.id());
        }
    }

    /**
     * Items that a part has refused, in its order.
     *
     * @param after number of the last one that is known; 0 for none
     */
    public List<Refused> refused(UUID part, long after) {
        return store.refused(part, after);
    }

    /** @param number grows from one item of a part to the next */
    public record Refused(long number, RefusedItem item) {}

    private static IdempotencyKey key(UUID whole, int number) {
        // A whole has parts of one kind and one making, so the number alone tells them apart.
        return new IdempotencyKey(whole + "/" + number, "");
    }
}
