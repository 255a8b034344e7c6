package dev.geofix.jobs.kubernetes;

import dev.geofix.platform.UserException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A command that is to run in the cluster.
 *
 * @param id of the job it works for; with the command's name it makes the Job's, so that one run is one Job however often it is asked for
 * @param command its name
 * @param words program and arguments
 * @param log file to which the output is appended
 * @param env environment
 * @param grace from the request to stop to the end by force
 */
public record ClusterTask(String id, String command, List<String> words, Path log, Map<String, String> env,
        Duration grace) {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    /** A name's longest length, since it is a label of the pods too. */
    private static final int MAX_NAME = 63;

    public ClusterTask {
        words = List.copyOf(words);
        env = Map.copyOf(env);
        String name = name(id, command);
        if (name.length() > MAX_NAME || !name.matches(LABEL)) {
            throw new UserException("'" + name + "' cannot be the name of a Kubernetes Job");
        }
    }

    /** Name of the Job. */
    public String name() {
        return name(id, command);
    }

    public static String name(String id, String command) {
        return "geofix-" + command + "-" + id;
    }
}
