package dev.geofix.backup;

import dev.geofix.gallery.CopyTarget;
import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.embedded.DataFolderGalleries;
import dev.geofix.inference.ModelCopy;
import dev.geofix.platform.GeofixSettings;
import dev.geofix.platform.SetupException;
import dev.geofix.platform.UnavailableException;
import dev.geofix.platform.UserException;
import dev.geofix.platform.storage.DatabaseSettings;
import dev.geofix.platform.storage.OperationsDatabase;
import dev.geofix.platform.storage.SchemaVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;
import tools.jackson.databind.json.JsonMapper;

/** {@code copy-to-cluster}: a data folder into OpenSearch, PostgreSQL and a shared folder, whether a service runs on it or not. */
@Command(name = "copy-to-cluster", mixinStandardHelpOptions = true, showDefaultValues = true, customSynopsis = "geofix copy-to-cluster [--data=FOLDER] [--gallery=NAME]... [--leave-jobs] [--anew] [--geofix.SETTING=VALUE]...", description = {
    "Copies galleries, models and keys of a data folder into a cluster; nothing is embedded again. Run again, it goes on,",
    "and brings what was changed or deleted in the folder since. The cluster is named by the service's own settings:",
    "--geofix.opensearch.urls, --geofix.database, --geofix.shared and the others, here, in application.yaml or in the",
    "environment. Exit status 0 when all is there and alike, 1 when something is not."})
public final class CopyToClusterCommand implements Callable<Integer> {
    @Option(names = "--data", defaultValue = "${env:GEOFIX_DATA:-data}", description = "data folder of the service; it is only read")
    private Path data = Path.of("");

    @Option(names = "--gallery", paramLabel = "NAME", description = "copy this gallery only; may be given several times")
    private List<String> galleries = new ArrayList<>();

    @Option(names = "--leave-jobs", description = "copy although jobs of a stopped service have not ended; they stay behind")
    private boolean leaveJobs;

    @Option(names = "--anew", description = "delete and make anew copies of galleries that have another model by now")
    private boolean anew;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        CopyLog log = new CopyLog(spec.commandLine().getOut(), spec.commandLine().getErr());
        try (Connection connection = Database.open(data)) {
            check(connection);
            SingleConnectionDataSource source = new SingleConnectionDataSource(connection, true);
            try (ConfigurableApplicationContext cluster = ClusterSettings.open(settings);
                    OperationsDatabase shared = shared(cluster.getBean(DatabaseSettings.class))) {
                copy(JdbcClient.create(source), cluster, shared, log);
            }
        } catch (UnavailableException e) {
            log.error(e.getMessage() + " What was copied is kept: run this again to go on");
        } catch (SQLException e) {
            throw new UserException("the database in " + data + " cannot be read (" + e.getMessage()
                    + "); run check --data " + data, e);
        }
        return log.errors() == 0 ? 0 : 1;
    }

    /** Refuses tables of another version, and has SQLite refuse every change. */
    private void check(Connection connection) throws SQLException {
        if (!Database.isUpgraded(connection)) {
            throw new UserException("the database in " + data
                    + " is of an older version; start the service on it once, which upgrades it");
        }
        SchemaVersion.newer(Database.url(data.resolve(Database.FILE))).ifPresent(version -> {
            throw new UserException("the database in " + data + " was written by a newer Geofix: " + version
                    + " Copy it with that version");
        });
        try (Statement sql = connection.createStatement()) {
            sql.execute("pragma query_only = on");
        }
    }

    private static @Nullable OperationsDatabase shared(DatabaseSettings settings) {
        try {
            return settings.isShared() ? OperationsDatabase.of(settings, null) : null;
        } catch (SetupException e) {
            throw new UserException(e.getMessage() + " " + e.wayOut(), e);
        }
    }

    private void copy(JdbcClient database, ApplicationContext cluster, @Nullable OperationsDatabase shared,
            CopyLog log) throws IOException {
        DataFolderGalleries folder = new DataFolderGalleries(database, cluster.getBean(JsonMapper.class));
        ClusterCopy copy = new ClusterCopy(data, database, folder, cluster.getBean(CopyTarget.class),
                cluster.getBean(GalleryStore.class), log, new ClusterPatience(log));
        Path sharedFolder = cluster.getBean(GeofixSettings.class).shared();
        ModelCopy models = sharedFolder == null
                ? null
                : new ModelCopy(data.resolve("models"), sharedFolder.resolve("models"));
        copy.checkJobs(leaveJobs);
        List<StoredGallery> wanted = copy.wanted(galleries.stream().map(GalleryName::new).toList());
        copy.copyModels(models);
        copy.copyGalleries(wanted, models, anew);
        if (models != null) {
            copy.activate(models);
        }
        copy.copyKeys(shared);
        copy.conclude();
    }
}
