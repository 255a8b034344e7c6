package dev.geofix.kill;

/** What was done and found over all rounds. */
final class Counts {
    private int puts;
    private int deletes;
    private int imports;
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

    synchronized void imported() {
        imports++;
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

    int acknowledged() {
        return puts + deletes + imports + reindexes;
    }

    int checkedTiles() {
        return checkedTiles;
    }

    int checkedAnswers() {
        return checkedAnswers;
    }

    @Override
    public String toString() {
        return "acknowledged: %d puts, %d deletes, %d imports, %d reindexes; unfinished at a kill: %d imports, %d reindexes; checked: %d tiles, %d answers"
                .formatted(puts, deletes, imports, reindexes, killsDuringImport, killsDuringReindex, checkedTiles,
                        checkedAnswers);
    }
}
