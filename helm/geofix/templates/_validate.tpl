{{/* Values that cannot go together, each refused with the way out. */}}
{{- define "geofix.validate" -}}
{{- $v := .Values }}
{{- if not (or $v.keys.existingSecret $v.oauth2.issuerUri $v.oauth2.jwkSetUri) }}
{{- fail "Geofix needs keys.existingSecret, oauth2.issuerUri or oauth2.jwkSetUri: without keys it does not open its port to others (docs/security.md)" }}
{{- end }}
{{- $settings := dict }}
{{- include "geofix.flatten" (dict "value" $v.settings "name" "" "into" $settings) }}
{{- range $name, $given := $settings }}
{{- if has $name (list "geofix.opensearch.password" "geofix.databasepassword") }}
{{- fail (printf "settings.%s would stand in a ConfigMap, where passwords do not belong: put it into a Secret, and name that in opensearch.existingSecret or database.existingSecret" $given) }}
{{- end }}
{{- end }}
{{- if eq $v.mode "cluster" }}
{{- include "geofix.validateCluster" (dict "root" . "settings" $settings) }}
{{- else }}
{{- if gt (int $v.replicas) 1 }}
{{- fail (printf "replicas is %d, but a data folder has one service: more of them need mode=cluster with database, opensearch and shared (docs/cluster.md)" (int $v.replicas)) }}
{{- end }}
{{- range $name, $given := dict "database.host" $v.database.host "opensearch.urls" $v.opensearch.urls "shared.existingClaim" $v.shared.existingClaim "autoscaling.enabled" $v.autoscaling.enabled "workers.enabled" $v.workers.enabled "bulk.enabled" $v.bulk.enabled }}
{{- if $given }}
{{- fail (printf "%s is of mode=cluster, and mode is single: set mode=cluster, or leave it out" $name) }}
{{- end }}
{{- end }}
{{- if and (eq $v.jobs.launcher "kubernetes") (not $v.persistence.enabled) }}
{{- fail "jobs.launcher=kubernetes needs persistence.enabled: Jobs share the data folder with the service" }}
{{- end }}
{{- end }}
{{- end }}

{{- define "geofix.validateCluster" -}}
{{- $v := .root.Values }}
{{- if not $v.database.host }}
{{- fail "mode=cluster needs database.host, the PostgreSQL of jobs and keys: several services cannot share the SQLite of one data folder" }}
{{- end }}
{{- if not $v.database.existingSecret }}
{{- fail "mode=cluster needs database.existingSecret, a Secret that holds the password of database.user" }}
{{- end }}
{{- if not $v.opensearch.urls }}
{{- fail "mode=cluster needs opensearch.urls: with galleries in its own data folder (geofix.store=embedded) each pod would answer from a gallery of its own" }}
{{- end }}
{{- if and $v.opensearch.user (not $v.opensearch.existingSecret) }}
{{- fail "opensearch.user needs opensearch.existingSecret, a Secret that holds that user's password" }}
{{- end }}
{{- if and $v.opensearch.existingSecret (not $v.opensearch.user) }}
{{- fail "opensearch.existingSecret needs opensearch.user, whose password it holds" }}
{{- end }}
{{- if $v.persistence.existingClaim }}
{{- fail "persistence.existingClaim is the data folder of mode=single: in mode=cluster each pod has its own (podData), and what all share lies in shared.existingClaim" }}
{{- end }}
{{- range $name, $given := .settings }}
{{- if or (has $name (list "geofix.store" "geofix.data" "geofix.shared" "geofix.demo.enabled" "geofix.database" "geofix.databaseuser" "geofix.databasepasswordfile" "geofix.databaseconnections")) (hasPrefix "geofix.opensearch.urls" $name) (has $name (list "geofix.opensearch.username" "geofix.opensearch.prefix" "geofix.opensearch.shards" "geofix.opensearch.replicas" "geofix.opensearch.engine")) }}
{{- fail (printf "settings.%s is set by mode=cluster itself: use database, opensearch, shared" $given) }}
{{- end }}
{{- end }}
{{- range $v.env }}
{{- if has .name (list "GEOFIX_STORE" "GEOFIX_DATA" "GEOFIX_SHARED" "GEOFIX_DATABASE" "GEOFIX_DEMO_ENABLED") }}
{{- fail (printf "env has %s, which mode=cluster sets itself: use database, opensearch, shared" .name) }}
{{- end }}
{{- if and (eq .name "JAVA_OPTS") $v.opensearch.trustStoreSecret }}
{{- fail "env has JAVA_OPTS, which opensearch.trustStoreSecret sets itself: give further options of the JVM as JAVA_TOOL_OPTIONS" }}
{{- end }}
{{- end }}
{{- $least := int $v.replicas }}
{{- if $v.autoscaling.enabled }}
{{- $least = int $v.autoscaling.minReplicas }}
{{- if gt $least (int $v.autoscaling.maxReplicas) }}
{{- fail "autoscaling.minReplicas is more than autoscaling.maxReplicas" }}
{{- end }}
{{- if not (dig "requests" "cpu" "" $v.resources) }}
{{- fail "autoscaling.enabled needs resources.requests.cpu: autoscaling.cpuPercent is a share of it" }}
{{- end }}
{{- end }}
{{- if and (eq (int $v.rollingUpdate.maxUnavailable) 0) (eq (int $v.rollingUpdate.maxSurge) 0) }}
{{- fail "rollingUpdate.maxUnavailable and maxSurge are both 0: no pod could ever be replaced" }}
{{- end }}
{{- if ge (int $v.rollingUpdate.maxUnavailable) $least }}
{{- fail (printf "rollingUpdate.maxUnavailable is %d of %d replicas: an update would take all that answer" (int $v.rollingUpdate.maxUnavailable) $least) }}
{{- end }}
{{- if $v.workers.autoscaling.enabled }}
{{- if not $v.workers.enabled }}
{{- fail "workers.autoscaling.enabled needs workers.enabled" }}
{{- end }}
{{- if not $v.serviceMonitor.enabled }}
{{- fail "workers.autoscaling.enabled needs serviceMonitor.enabled: it goes by geofix_jobs, which Prometheus has to gather and Prometheus Adapter to hand on (docs/cluster.md)" }}
{{- end }}
{{- if gt (int $v.workers.autoscaling.minReplicas) (int $v.workers.autoscaling.maxReplicas) }}
{{- fail "workers.autoscaling.minReplicas is more than workers.autoscaling.maxReplicas" }}
{{- end }}
{{- end }}
{{- if $v.networkPolicy.enabled }}
{{- range $name, $peers := dict "database" $v.networkPolicy.database "opensearch" $v.networkPolicy.opensearch }}
{{- if not $peers }}
{{- fail (printf "networkPolicy.%s must say who that server is, such as [{podSelector: {matchLabels: {…}}}] or [{ipBlock: {cidr: 10.0.0.7/32}}]; or set networkPolicy.enabled=false" $name) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Puts the names of nested settings, as Spring compares them, and as they are written, into a dictionary. */}}
{{- define "geofix.flatten" -}}
{{- $into := .into }}
{{- $name := .name }}
{{- if kindIs "map" .value }}
{{- range $key, $value := .value }}
{{- include "geofix.flatten" (dict "value" $value "name" (ternary $key (printf "%s.%s" $name $key) (eq $name "")) "into" $into) }}
{{- end }}
{{- else }}
{{- $_ := set $into ($name | lower | replace "-" "" | replace "_" "") $name }}
{{- end }}
{{- end }}
