package dev.geofix.packaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the chart refuses to render, each with a sentence that says what to do. */
class ChartRefusalsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "single | replicas=2 | more of them need mode=cluster",
        "single | database.host=db | database.host is of mode=cluster",
        "single | workers.enabled=true | workers.enabled is of mode=cluster",
        "single | autoscaling.enabled=true | autoscaling.enabled is of mode=cluster",
        "single | bulk.enabled=true | bulk.enabled is of mode=cluster",
        "single | settings.geofix.opensearch.password=x | put it into a Secret",
        "single | settings.geofix.databasePassword=x | settings.geofix.databasePassword would stand in a ConfigMap",
        "cluster | database.host= | mode=cluster needs database.host",
        "cluster | database.existingSecret= | mode=cluster needs database.existingSecret",
        "cluster | opensearch.urls=null | mode=cluster needs opensearch.urls",
        "cluster | opensearch.existingSecret= | opensearch.user needs opensearch.existingSecret",
        "cluster | opensearch.user= | opensearch.existingSecret needs opensearch.user",
        "cluster | persistence.existingClaim=photos | persistence.existingClaim is the data folder of mode=single",
        "cluster | settings.geofix.store=embedded | settings.geofix.store is set by mode=cluster itself",
        "cluster | settings.geofix.demo.enabled=true | settings.geofix.demo.enabled is set by mode=cluster itself",
        "cluster | env[0].name=GEOFIX_STORE | env has GEOFIX_STORE",
        "cluster-everything | env[0].name=JAVA_OPTS | as JAVA_TOOL_OPTIONS",
        "cluster | rollingUpdate.maxUnavailable=3 | an update would take all that answer",
        "cluster | rollingUpdate.maxSurge=0 | no pod could ever be replaced",
        "cluster-everything | autoscaling.minReplicas=1 | an update would take all that answer",
        "cluster-everything | autoscaling.minReplicas=10 | autoscaling.minReplicas is more than",
        "cluster-everything | resources.requests.cpu=null | autoscaling.enabled needs resources.requests.cpu",
        "cluster-everything | serviceMonitor.enabled=false | which Prometheus has to gather",
        "cluster-everything | workers.enabled=false | workers.autoscaling.enabled needs workers.enabled",
        "cluster-everything | workers.autoscaling.minReplicas=30 | workers.autoscaling.minReplicas is more than",
        "cluster | networkPolicy.database=null | networkPolicy.database must say who that server is",
        "cluster | networkPolicy.opensearch=null | networkPolicy.opensearch must say who that server is",
        "cluster | keys.existingSecret= | needs keys.existingSecret, oauth2.issuerUri or oauth2.jwkSetUri"})
    void whatCannotGoTogetherIsRefusedWithTheWayOut(String values, String changed, String message) {
        String name = changed.substring(0, changed.indexOf('='));
        assertThatThrownBy(() -> Chart.of(values.equals("single") ? "defaults" : values,
                Map.of(name, changed.substring(name.length() + 1)))).hasMessageContaining(message);
    }
}
