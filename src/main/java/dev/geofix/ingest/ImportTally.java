package dev.geofix.ingest;

import dev.geofix.gallery.PutResult.Outcome;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of the items of an import, as its job's message says it at the end. Of an import in shards each shard's job says it of its own, and the import's adds them up.
 *
 * @param skipped items that have nothing to import, or whose tile was deleted meanwhile
 */
record ImportTally(long created, long replaced, long unchanged, long refused, long skipped) {
    static final ImportTally NONE = new ImportTally(0, 0, 0, 0, 0);

    private static final Pattern SENTENCE = Pattern.compile(
            "(\\d+) new, (\\d+) replaced, (\\d+) unchanged, (\\d+) refused(?:, (\\d+) passed over)?(?:; .*)?",
            Pattern.DOTALL);

    /** What {@link #sentence} said; nothing when the text says something else. */
    static ImportTally of(String sentence) {
        Matcher said = SENTENCE.matcher(sentence);
        return said.matches()
                ? new ImportTally(number(said, 1), number(said, 2), number(said, 3), number(said, 4), number(said, 5))
                : NONE;
    }

    private static long number(Matcher said, int group) {
        return said.group(group) == null ? 0 : Long.parseLong(said.group(group));
    }

    ImportTally with(Outcome outcome) {
        return switch (outcome) {
            case CREATED -> new ImportTally(created + 1, replaced, unchanged, refused, skipped);
            case REPLACED -> new ImportTally(created, replaced + 1, unchanged, refused, skipped);
            case UNCHANGED -> new ImportTally(created, replaced, unchanged + 1, refused, skipped);
            case REFUSED -> new ImportTally(created, replaced, unchanged, refused + 1, skipped);
        };
    }

    ImportTally withSkipped() {
        return new ImportTally(created, replaced, unchanged, refused, skipped + 1);
    }

    ImportTally plus(ImportTally other) {
        return new ImportTally(created + other.created, replaced + other.replaced, unchanged + other.unchanged,
                refused + other.refused, skipped + other.skipped);
    }

    long items() {
        return created + replaced + unchanged + refused + skipped;
    }

    /**
     * @param refusals of the whole job, those of before its source was read and of an earlier run included
     * @param remark of the source; empty when it has none
     */
    String sentence(long refusals, String remark) {
        return "%d new, %d replaced, %d unchanged, %d refused".formatted(created, replaced, unchanged, refusals)
                + (skipped == 0 ? "" : ", " + skipped + " passed over") + (remark.isEmpty() ? "" : "; " + remark);
    }
}
