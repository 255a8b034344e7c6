package dev.geofix.platform.telemetry;

/** What holds between metrics of one process whenever no work is under way. A restart begins all counts at 0. */
public enum MetricInvariant {
    LOCATE("geofix.locate.requests = geofix.locate (found + rejected + error)",
            "A request counts once it is let through to `POST /api/v1/locate`, whether or not it has a photo, and counts to its end: one that breaks off, or whose body cannot be read, is an error. "
                    + "One whose asker has gone before the answer counts as what was found. Requests that are refused before, by the web server or for lack of a key, count in neither."), //
    IMPORTS("geofix.import.received = geofix.import.tiles (indexed + duplicate + failed)",
            "A tile is received when its turn has come and it was put or refused. What a cancelled or interrupted import had not come to counts in neither; "
                    + "what the resumed import meets again counts again, as duplicate."), //
    JOBS("geofix.jobs (sum over states of a kind) = jobs of that kind ever submitted",
            "A job is in one state at a time, and is kept when it has ended.");

    private final String equation;
    private final String meaning;

    MetricInvariant(String equation, String meaning) {
        this.equation = equation;
        this.meaning = meaning;
    }

    public String equation() {
        return equation;
    }

    public String meaning() {
        return meaning;
    }
}
