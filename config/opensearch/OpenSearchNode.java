import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;

/**
 * A node of OpenSearch for tests, run from source: {@code java -cp LIBRARIES OpenSearchNode.java HOME NAME}. Its own start refuses to run as root, and wants its plugins in folders of their own; here all lie
 * on one class path. It ends when its standard input does, and so with the test.
 */
public class OpenSearchNode {
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
                Settings.builder().put("path.home", home.toString()).build(), Map.of(), home.resolve("config"),
                () -> arguments[1]);
        LogConfigurator.configure(environment);
        List<PluginInfo> plugins = List.of(plugin("org.opensearch.transport.Netty4ModulePlugin", List.of()),
                plugin("org.opensearch.painless.PainlessModulePlugin", List.of()),
                plugin("org.opensearch.knn.plugin.KNNPlugin",
                        List.of("org.opensearch.painless.PainlessModulePlugin")));
        Node node = new Node(environment, plugins, false) {
        };
        node.start();
        System.out.println("started");
        while (System.in.read() >= 0) {
            // Nothing is said to it.
        }
        node.close();
        System.exit(0);
    }

    private static PluginInfo plugin(String type, List<String> extended) {
        return new PluginInfo(type, "of a test", "1", Version.CURRENT, "21", type, null, extended, false);
    }
}
