package dev.geofix.evaluation.job;

import dev.geofix.dataset.Dataset;
import dev.geofix.dataset.DatasetFolders;
import dev.geofix.platform.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens the data set that a job names. */
@Component
public class JobDatasets {
    private static final String FIELD = "dataset";

    private final DatasetFolders folders;

    JobDatasets(DatasetFolders folders) {
        this.folders = folders;
    }

    /** Reads from the disk, which may fail. */
    public interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * @param name below the data set roots
     * @param heights to use; null or empty for all
     * @throws UserException when there is no such set, or it lacks a height
     */
    public Dataset open(@Nullable String name, @Nullable List<Integer> heights) {
        if (name == null || name.isBlank()) {
            throw UserException.ofField(FIELD,
                    "is missing: name a folder below the data set roots, {\"dataset\": \"town\"}");
        }
        try {
            return Dataset.open(folders.folder(name), heights == null ? List.of() : heights);
        } catch (IllegalArgumentException e) {
            throw UserException.ofField(FIELD, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** What a reading of the set gives. */
    public static <T> T readable(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private static UserException unreadable(Exception e) {
        return UserException.ofField(FIELD, "cannot be read (" + e.getMessage() + ")");
    }
}
