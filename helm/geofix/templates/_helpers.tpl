{{- define "geofix.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "geofix.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else if contains (include "geofix.name" .) .Release.Name }}
{{- .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "geofix.name" .) | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "geofix.selector" -}}
app.kubernetes.io/name: {{ include "geofix.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "geofix.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "geofix.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "geofix.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* The claim that Jobs of trainings mount too: the data folder's, or of a cluster that of the shared folder. */}}
{{- define "geofix.claim" -}}
{{- if eq .Values.mode "cluster" }}
{{- .Values.shared.existingClaim | default (printf "%s-shared" (include "geofix.fullname" .)) }}
{{- else }}
{{- .Values.persistence.existingClaim | default (printf "%s-data" (include "geofix.fullname" .)) }}
{{- end }}
{{- end }}

{{/* Without user and password: those come from elsewhere. */}}
{{- define "geofix.database" -}}
{{- with .Values.database -}}
jdbc:postgresql://{{ .host }}:{{ .port }}/{{ .name }}?sslmode={{ .sslMode }}
{{- if .caSecret }}&sslrootcert=/etc/geofix-secrets/database-ca.crt
{{- else if hasPrefix "verify-" .sslMode }}&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory
{{- end }}
{{- end }}
{{- end }}

{{- define "geofix.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (ternary (include "geofix.fullname" .) "default" .Values.serviceAccount.create) }}
{{- end }}

{{- define "geofix.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "geofix.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* The application.yaml: what the values say, and over it what stands in settings. */}}
{{- define "geofix.settings" -}}
geofix:
  demo:
    enabled: {{ and .Values.demo.enabled (ne .Values.mode "cluster") }}
  {{- if eq .Values.mode "cluster" }}
  shared: {{ .Values.shared.path | quote }}
  database-connections: {{ .Values.database.connections }}
  store: opensearch
  opensearch:
    {{- with .Values.opensearch }}
    urls: {{ toJson .urls }}
    {{- with .user }}
    username: {{ . | quote }}
    {{- end }}
    prefix: {{ .prefix | quote }}
    shards: {{ .shards }}
    replicas: {{ .replicas }}
    engine: {{ .engine }}
    {{- end }}
  {{- end }}
  job:
    launcher: {{ .Values.jobs.launcher }}
    processes: {{ .Values.jobs.parallel }}
    {{- if eq .Values.jobs.launcher "kubernetes" }}
    kubernetes:
      namespace: {{ .Release.Namespace | quote }}
      {{- with .Values.jobs.queue }}
      queue: {{ . | quote }}
      {{- end }}
      deadline: {{ .Values.jobs.deadline | quote }}
      retries: {{ .Values.jobs.retries }}
      pod:
        image: {{ .Values.jobs.image | default (include "geofix.image" .) | quote }}
        {{- with .Values.image.pullSecrets }}
        image-pull-secrets: {{ toJson . }}
        {{- end }}
        claim: {{ include "geofix.claim" . | quote }}
        gpus: {{ .Values.jobs.gpus }}
        gpu-resource: {{ .Values.jobs.gpuResource | quote }}
        cpu: {{ .Values.jobs.cpu | quote }}
        memory: {{ .Values.jobs.memory | quote }}
        user: 10001
        group: 10001
        {{- with .Values.jobs.runtimeClass }}
        runtime-class: {{ . | quote }}
        {{- end }}
        {{- with .Values.jobs.priorityClass }}
        priority-class: {{ . | quote }}
        {{- end }}
        {{- if .Values.jobs.nodeSelector }}
        node-selector:
          {{- range $label, $value := .Values.jobs.nodeSelector }}
          {{ printf "[%s]" $label | quote }}: {{ $value | quote }}
          {{- end }}
        {{- end }}
        {{- with .Values.jobs.tolerations }}
        tolerations: {{ toJson . }}
        {{- end }}
        {{- if .Values.jobs.mounts }}
        mounts:
          {{- range .Values.jobs.mounts }}
          - claim: {{ .claim | quote }}
            path: {{ .path | quote }}
            {{- with .subPath }}
            sub-path: {{ . | quote }}
            {{- end }}
            read-only: {{ dig "readOnly" true . }}
          {{- end }}
        {{- end }}
    {{- end }}
  {{- with .Values.oauth2.roleClaims }}
  security:
    role-claims: {{ toJson . }}
  {{- end }}
{{- if .Values.ingress.enabled }}
server:
  forward-headers-strategy: native
{{- end }}
{{- if or .Values.oauth2.issuerUri .Values.oauth2.jwkSetUri }}
spring:
  security:
    oauth2:
      resourceserver:
        jwt:
          {{- with .Values.oauth2.issuerUri }}
          issuer-uri: {{ . | quote }}
          {{- end }}
          {{- with .Values.oauth2.jwkSetUri }}
          jwk-set-uri: {{ . | quote }}
          {{- end }}
          {{- with .Values.oauth2.audiences }}
          audiences: {{ toJson . }}
          {{- end }}
{{- end }}
{{- end }}
