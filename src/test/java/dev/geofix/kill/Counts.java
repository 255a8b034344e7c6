package dev.geofix.kill;

import java.util.EnumMap;
import java.util.Map;

/** What was done and found over all rounds. */
final class Counts {
    private int puts;
    private int deletes;
    private final Map<Delivery, Integer> imports = new EnumMap<>(Delivery.class);
    private int reindexes;
    private int killsDuringImport;
    private int killsDuringReindex;
    private int checkedTiles;
    private int checkedAnswers;

    synchronized void put() {
        puts++;
    }

    synchronized void deleted(boolean wasThere) {
        deletes += wasThere ? 1 : 0;
    }

    synchronized void imported(Delivery delivery) {
        imports.merge(delivery, 1, Integer::sum);
    }

    synchronized void reindexed() {
        reindexes++;
    }

    /** @param kinds of the jobs that a restart has found unfinished */
    synchronized void killed(Iterable<String> kinds) {
        for (String kind : kinds) {
            killsDuringImport += kind.equals("import") ? 1 : 0;
            killsDuringReindex += kind.equals("reindex") ? 1 : 0;
        }
    }

    synchronized void checked(int tiles, int answers) {
        checkedTiles += tiles;
        checkedAnswers += answers;
    }

    synchronized int acknowledged() {
        return puts + deletes + imports.values().stream().mapToInt(Integer::intValue).sum() + reindexes;
    }

    int checkedTiles() {
        return checkedTiles;
    }

    int checkedAnswers() {
        return checkedAnswers;
    }

    @Override
    public synchronized String toString() {
        return "acknowledged: %d puts, %d deletes, imports %s, %d reindexes; unfinished at a kill: %d imports, %d reindexes; checked: %d tiles, %d answers"
                .formatted(puts, deletes, imports, reindexes, killsDuringImport, killsDuringReindex, checkedTiles,
                        checkedAnswers);
    }
}
