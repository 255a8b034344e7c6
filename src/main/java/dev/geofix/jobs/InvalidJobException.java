package dev.geofix.jobs;

/** A job was asked for that cannot be done; the message names the field and says what to send instead. Nothing has started. */
public class InvalidJobException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param problem goes on after the field's name */
    public InvalidJobException(String field, String problem) {
        super(field + " " + problem + (problem.endsWith(".") ? "" : "."));
    }
}
