package dev.geofix.verification;

import java.util.List;

/** The tiles that a photo is compared with, the likeliest first; read piece by piece, as far as they are needed. */
public interface References {
    /** How many there are. */
    int count();

    /** Those from one number to before another. One without local features is left out. */
    List<Reference> read(int from, int to);
}
