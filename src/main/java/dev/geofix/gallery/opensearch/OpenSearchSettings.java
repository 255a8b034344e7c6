package dev.geofix.gallery.opensearch;

import dev.geofix.platform.UserException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Galleries in OpenSearch; read when geofix.store is opensearch.
 *
 * @param urls addresses of the cluster's nodes, such as https://search-1:9200; a node that does not answer is passed over
 * @param username user of the cluster, where it asks for one
 * @param password password of that user, who needs all rights on indexes of the prefix
 * @param prefix beginning of the names of all indexes and aliases, so that several installations can share a cluster
 * @param shards parts of a gallery that lie on nodes of their own; counts for galleries that are made or reindexed from then on
 * @param replicas copies of each shard beside the first: so many nodes may be lost at once
 * @param engine what of the k-NN plugin holds the candidate vectors: lucene or faiss
 * @param timeout how long one request may take; then it is given up with 503
 * @param patience how long a change is tried again while the cluster is overloaded or a gallery is switched
 */
@ConfigurationProperties("geofix.opensearch")
record OpenSearchSettings(@DefaultValue("http://localhost:9200") List<URI> urls, @Nullable String username,
        @Nullable String password, @DefaultValue("geofix") String prefix, @DefaultValue("1") int shards,
        @DefaultValue("1") int replicas, @DefaultValue("lucene") Engine engine,
        @DefaultValue("30s") Duration timeout, @DefaultValue("60s") Duration patience) {
    /** Both are of the k-NN plugin. */
    enum Engine {
        LUCENE, FAISS
    }

    OpenSearchSettings {
        urls = List.copyOf(urls);
        if (urls.isEmpty() || urls.stream().anyMatch(url -> url.getHost() == null || url.getScheme() == null)) {
            throw new UserException("geofix.opensearch.urls must name nodes such as http://search-1:9200, not " + urls);
        }
        if (!prefix.matches("[a-z][a-z0-9]{0,40}")) {
            throw new UserException(
                    "geofix.opensearch.prefix must be 1 to 41 small letters and digits, not '" + prefix + "'");
        }
        if (shards < 1 || replicas < 0) {
            throw new UserException("geofix.opensearch.shards must be at least 1 and replicas at least 0, not "
                    + shards + " and " + replicas);
        }
    }
}
