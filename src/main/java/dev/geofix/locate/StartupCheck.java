package dev.geofix.locate;

import dev.geofix.gallery.GalleryName;
import org.jspecify.annotations.Nullable;

/** Known by whoever fills a gallery at the start: photos asked for before it is full would get wrong answers, so they get none. */
public interface StartupCheck {
    /** Why this gallery cannot be asked yet, as a sentence for the user; absent once it can. */
    @Nullable
    String reasonToWait(GalleryName gallery);
}
