package dev.geofix.jobs.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Makes the client of the API. Nothing is asked yet: the service starts while the cluster's API is away. */
final class ApiClient {
    private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private ApiClient() {}

    /** @param namespace null for that of the pod or the kubeconfig */
    static KubernetesClient of(ApiSettings settings, @Nullable String namespace, Pace pace) {
        Config config = settings.kubeconfig() == null ? byToken(settings) : byFile(settings.kubeconfig());
        String used = namespace != null ? namespace : config.getNamespace();
        if (used == null || used.isBlank()) {
            throw new InvalidConfigurationPropertyValueException("geofix.job.kubernetes.namespace", null,
                    "name the namespace in which jobs run");
        }
        Config bounded = new ConfigBuilder(config).withNamespace(used)
                .withConnectionTimeout(Math.toIntExact(settings.timeout().toMillis()))
                .withRequestTimeout(Math.toIntExact(settings.timeout().toMillis()))
                // Whoever asks decides when to ask again; waiting here would hold up a cancel.
                .withRequestRetryBackoffLimit(0).build();
        return new KubernetesClientBuilder().withConfig(bounded)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("pace", pace)).build();
    }

    private static Config byFile(Path kubeconfig) {
        if (!Files.isReadable(kubeconfig)) {
            throw new InvalidConfigurationPropertyValueException("geofix.job.kubernetes.api.kubeconfig", kubeconfig,
                    "there is no such file, or the service may not read it");
        }
        return Config.fromKubeconfig(kubeconfig.toFile());
    }

    private static Config byToken(ApiSettings settings) {
        Path token = settings.tokenFile();
        Path authority = settings.caFile();
        if (settings.master() == null) {
            token = token == null ? ACCOUNT.resolve("token") : token;
            authority = authority == null ? ACCOUNT.resolve("ca.crt") : authority;
        }
        ConfigBuilder config = new ConfigBuilder(Config.empty()).withMasterUrl(master(settings))
                .withNamespace(podNamespace());
        if (authority != null) {
            config.withCaCertFile(authority.toString());
        }
        if (token != null) {
            Path file = token;
            config.withOauthTokenProvider(() -> read(file));
        }
        return config.build();
    }

    private static String master(ApiSettings settings) {
        String host = System.getenv("KUBERNETES_SERVICE_HOST");
        if (settings.master() != null) {
            return settings.master();
        }
        if (host == null) {
            throw new InvalidConfigurationPropertyValueException("geofix.job.kubernetes.api.master", null,
                    "the service does not run in a pod of a cluster; set geofix.job.kubernetes.api.kubeconfig, or master with token-file and ca-file");
        }
        String port = System.getenv("KUBERNETES_SERVICE_PORT");
        return "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + (port == null ? "443" : port);
    }

    private static @Nullable String podNamespace() {
        Path file = ACCOUNT.resolve("namespace");
        return Files.isReadable(file) ? read(file) : null;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new KubernetesClientException("cannot read " + file, e);
        }
    }

    /** Remembers when the API wants to be asked again: what it said in {@code Retry-After}. */
    static final class Pace implements Interceptor {
        /** A longer wait is not believed. */
        private static final long MAX_SECONDS = 300;

        private volatile long notBefore = System.nanoTime();

        @Override
        public void after(HttpRequest request, HttpResponse<?> response,
                AsyncBody.Consumer<List<ByteBuffer>> consumer) {
            String wait = response.header("Retry-After");
            if (wait != null && wait.matches("\\d{1,9}")) {
                notBefore = System.nanoTime() + TimeUnit.SECONDS.toNanos(Math.min(MAX_SECONDS, Long.parseLong(wait)));
            }
        }

        /** As {@link System#nanoTime} counts. */
        long notBefore() {
            return notBefore;
        }
    }
}
