package dev.geofix.evaluation;

import dev.geofix.image.RgbImage;
import java.io.IOException;

/** A picture that is read when it is needed. */
@FunctionalInterface
interface Picture {
    /** @param size pixels a side of the square to deliver */
    RgbImage load(int size) throws IOException;
}
