{{/*
A pod of Geofix, as the template of what makes it.
root: the chart's context. component: service, worker, or bulk, which takes jobs until none waits and ends.
*/}}
{{- define "geofix.pod" -}}
{{- $component := .component }}
{{- with .root }}
{{- $isCluster := eq .Values.mode "cluster" }}
{{- $isService := eq $component "service" }}
metadata:
  labels:
    {{- include "geofix.labels" . | nindent 4 }}
    app.kubernetes.io/component: {{ $component }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    checksum/settings: {{ printf "%s%s" (include "geofix.settings" .) (toYaml .Values.settings) | sha256sum }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "geofix.serviceAccount" . }}
  automountServiceAccountToken: {{ and (eq .Values.jobs.launcher "kubernetes") (ne $component "bulk") }}
  # Variables that tell of services would be taken for settings.
  enableServiceLinks: false
  {{- if eq $component "bulk" }}
  restartPolicy: Never
  {{- end }}
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
  securityContext:
    {{- include "geofix.podSecurityContext" . | nindent 4 }}
  {{- if .Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range .Values.image.pullSecrets }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with .Values.gpu.runtimeClass }}
  runtimeClassName: {{ . }}
  {{- end }}
  containers:
    - name: geofix
      image: {{ include "geofix.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      {{- if eq $component "bulk" }}
      args: [work]
      {{- end }}
      securityContext:
        {{- include "geofix.securityContext" . | nindent 8 }}
      env:
        - name: SERVER_PORT
          value: "8080"
        - name: MANAGEMENT_SERVER_PORT
          value: "9090"
        - name: SPRING_CONFIG_ADDITIONAL_LOCATION
          value: file:/etc/geofix/
        {{- if .Values.keys.existingSecret }}
        - name: GEOFIX_SECURITY_KEYSFILE
          value: /etc/geofix-keys/keys
        {{- end }}
        {{- if $isCluster }}
        # Variables rather than settings, so that commands in the pod, such as keys, have them too.
        - name: GEOFIX_DATABASE
          value: {{ include "geofix.database" . | quote }}
        - name: GEOFIX_DATABASE_USER
          value: {{ .Values.database.user | quote }}
        - name: GEOFIX_DATABASE_PASSWORD_FILE
          value: /etc/geofix-secrets/database-password
        {{- if .Values.opensearch.existingSecret }}
        - name: SPRING_CONFIG_IMPORT
          value: configtree:/etc/geofix-secrets/settings/
        {{- end }}
        {{- if .Values.opensearch.trustStoreSecret }}
        - name: JAVA_OPTS
          value: -Djavax.net.ssl.trustStore=/etc/geofix-secrets/truststore
        {{- end }}
        {{- if and $isService .Values.workers.enabled }}
        # Jobs are the workers'.
        - name: GEOFIX_JOB_PARALLEL
          value: "0"
        - name: GEOFIX_JOB_PROCESSES
          value: "0"
        {{- else if not $isService }}
        - name: GEOFIX_JOB_PARALLEL
          value: {{ .Values.workers.parallel | quote }}
        {{- end }}
        {{- end }}
        {{- with .Values.env }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- if ne $component "bulk" }}
      ports:
        - name: http
          containerPort: 8080
        - name: management
          containerPort: 9090
      # The first start embeds the demo's map; a large gallery reads its index.
      startupProbe:
        httpGet:
          path: /actuator/health/liveness
          port: management
        periodSeconds: 5
        failureThreshold: 120
      readinessProbe:
        httpGet:
          path: /actuator/health/readiness
          port: management
        periodSeconds: 5
        timeoutSeconds: 3
      livenessProbe:
        httpGet:
          path: /actuator/health/liveness
          port: management
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      {{- end }}
      {{- $resources := deepCopy (ternary .Values.resources (.Values.workers.resources | default .Values.resources) $isService) }}
      {{- if .Values.gpu.enabled }}
      {{- $gpu := dict .Values.gpu.resource .Values.gpu.count }}
      {{- $resources = mergeOverwrite $resources (dict "limits" $gpu "requests" $gpu) }}
      {{- end }}
      resources:
        {{- toYaml $resources | nindent 8 }}
      volumeMounts:
        - name: data
          mountPath: /data
        - name: uploads
          mountPath: /tmp
        - name: settings
          mountPath: /etc/geofix
          readOnly: true
        {{- if .Values.keys.existingSecret }}
        - name: keys
          mountPath: /etc/geofix-keys
          readOnly: true
        {{- end }}
        {{- if $isCluster }}
        - name: shared
          mountPath: {{ .Values.shared.path }}
        - name: secrets
          mountPath: /etc/geofix-secrets
          readOnly: true
        {{- end }}
        {{- range $index, $mount := .Values.jobs.mounts }}
        - name: mount-{{ $index }}
          mountPath: {{ $mount.path }}
          {{- with $mount.subPath }}
          subPath: {{ . }}
          {{- end }}
          readOnly: {{ dig "readOnly" true $mount }}
        {{- end }}
  volumes:
    - name: data
      {{- if $isCluster }}
      {{- include "geofix.podData" . | nindent 6 }}
      {{- else if .Values.persistence.enabled }}
      persistentVolumeClaim:
        claimName: {{ include "geofix.claim" . }}
      {{- else }}
      emptyDir: {}
      {{- end }}
    - name: uploads
      emptyDir:
        sizeLimit: {{ .Values.persistence.uploadsSizeLimit }}
    - name: settings
      configMap:
        name: {{ include "geofix.fullname" . }}
    {{- if .Values.keys.existingSecret }}
    - name: keys
      secret:
        secretName: {{ .Values.keys.existingSecret }}
        items:
          - key: {{ .Values.keys.key }}
            path: keys
    {{- end }}
    {{- if $isCluster }}
    - name: shared
      persistentVolumeClaim:
        claimName: {{ include "geofix.claim" . }}
    - name: secrets
      projected:
        sources:
          {{- include "geofix.secrets" . | nindent 10 }}
    {{- end }}
    {{- range $index, $mount := .Values.jobs.mounts }}
    - name: mount-{{ $index }}
      persistentVolumeClaim:
        claimName: {{ $mount.claim }}
        readOnly: {{ dig "readOnly" true $mount }}
    {{- end }}
  {{- with ternary .Values.nodeSelector (.Values.workers.nodeSelector | default .Values.nodeSelector) $isService }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if $isCluster }}
  # A lost node, or zone, takes as few of them as can be.
  topologySpreadConstraints:
    {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
    - topologyKey: {{ . }}
      maxSkew: 1
      whenUnsatisfiable: {{ $.root.Values.topologySpread.whenUnsatisfiable }}
      labelSelector:
        matchLabels:
          {{- include "geofix.selector" $.root | nindent 10 }}
          app.kubernetes.io/component: {{ $component }}
    {{- end }}
  {{- end }}
  {{- $tolerations := ternary .Values.tolerations (.Values.workers.tolerations | default .Values.tolerations) $isService }}
  {{- if .Values.gpu.enabled }}
  {{- $tolerations = append $tolerations (dict "key" .Values.gpu.resource "operator" "Exists" "effect" "NoSchedule") }}
  {{- end }}
  {{- with $tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/* The data folder of a pod of a cluster: nothing in it is missed when the pod goes. */}}
{{- define "geofix.podData" -}}
{{- if .Values.podData.claim }}
ephemeral:
  volumeClaimTemplate:
    metadata:
      labels:
        {{- include "geofix.selector" . | nindent 8 }}
    spec:
      accessModes: [ReadWriteOnce]
      {{- with .Values.podData.storageClass }}
      storageClassName: {{ . }}
      {{- end }}
      resources:
        requests:
          storage: {{ .Values.podData.size }}
{{- else }}
emptyDir:
  sizeLimit: {{ .Values.podData.size }}
{{- end }}
{{- end }}

{{/* All as files: what is in the environment is seen by every process of a training, too. */}}
{{- define "geofix.secrets" -}}
- secret:
    name: {{ .Values.database.existingSecret }}
    items:
      - key: {{ .Values.database.passwordKey }}
        path: database-password
{{- if .Values.database.caSecret }}
- secret:
    name: {{ .Values.database.caSecret }}
    items:
      - key: {{ .Values.database.caKey }}
        path: database-ca.crt
{{- end }}
{{- if .Values.opensearch.existingSecret }}
- secret:
    name: {{ .Values.opensearch.existingSecret }}
    items:
      - key: {{ .Values.opensearch.passwordKey }}
        # The setting of this name.
        path: settings/geofix/opensearch/password
{{- end }}
{{- if .Values.opensearch.trustStoreSecret }}
- secret:
    name: {{ .Values.opensearch.trustStoreSecret }}
    items:
      - key: {{ .Values.opensearch.trustStoreKey }}
        path: truststore
{{- end }}
{{- end }}
