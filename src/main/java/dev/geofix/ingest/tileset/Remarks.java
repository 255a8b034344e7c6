package dev.geofix.ingest.tileset;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a source decided by itself, for the message of the job. */
final class Remarks {
    private Remarks() {}

    /** One text of those that are not empty. */
    static String joined(String... remarks) {
        return Stream.of(remarks).filter(each -> !each.isEmpty()).collect(Collectors.joining("; "));
    }
}
