package dev.geofix.kill;

import dev.geofix.testing.Api;
import dev.geofix.testing.GeofixProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The whole service on a data folder, in a process of its own, with what it answers. */
record Killable(GeofixProcess process, int port, Api api) implements AutoCloseable {
    static Killable start(Path data, Path log) throws IOException, InterruptedException {
        GeofixProcess process = GeofixProcess.start(log, List.of("--server.port=0", "--geofix.data=" + data,
                "--geofix.demo.enabled=false", "--geofix.gallery.import-batch=4", "--spring.main.banner-mode=off"));
        int port = process.port();
        return new Killable(process, port, new Api(port));
    }

    @Override
    public void close() {
        process.close();
    }
}
