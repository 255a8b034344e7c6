package dev.geofix.ingest.archive;

/** Hears how an archive is unpacked. Both methods may end it with an unchecked exception, as a cancelled job does. */
public interface UnpackListener {
    /** Called often. */
    void unpacking(long entries, long bytes);

    /** @param reason a part of a sentence */
    void refuse(String item, String reason);
}
