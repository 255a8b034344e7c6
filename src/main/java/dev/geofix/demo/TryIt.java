package dev.geofix.demo;

import java.nio.file.Path;

/** The command that locates the sample photo, as the user can paste it into the shell that started Geofix. */
final class TryIt {
    private TryIt() {}

    /**
     * @param workingFolder of the user's shell; a photo below it is named from there
     * @param port that the service listens on
     * @param withKey whether callers need a key, which is then taken from the variable GEOFIX_KEY
     */
    static String command(Path photo, Path workingFolder, int port, boolean withKey) {
        Path named = photo.startsWith(workingFolder) ? workingFolder.relativize(photo) : photo;
        String key = withKey ? "-H \"Authorization: Bearer $GEOFIX_KEY\" " : "";
        return "curl -s " + key + "-F " + quoted("image=@" + named) + " http://localhost:" + port + "/api/v1/locate";
    }

    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@=./+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
