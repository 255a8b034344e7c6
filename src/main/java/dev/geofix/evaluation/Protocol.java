package dev.geofix.evaluation;

/** Which gallery pictures are ranked. Both are in use in the field, and their figures do not compare. */
public enum Protocol {
    /** All of them, as University-1652 was published. */
    FULL("full gallery"),
    /** Only those of places that some query asks for: the distractors count as junk, as in Sample4Geo and what grew from it. */
    JUNK("distractors as junk");

    private final String title;

    Protocol(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
