{{/* Whom a pod of Geofix may ask. */}}
{{- define "geofix.egress" -}}
- ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
{{- if eq .Values.jobs.launcher "kubernetes" }}
# The cluster's API.
- ports:
    - port: 443
    - port: 6443
  {{- with .Values.networkPolicy.apiServerCidrs }}
  to:
    {{- range . }}
    - ipBlock:
        cidr: {{ . }}
    {{- end }}
  {{- end }}
{{- end }}
{{- range list .Values.oauth2.issuerUri .Values.oauth2.jwkSetUri }}
{{- if . }}
# The server that signs tokens.
{{- $host := (urlParse .).host }}
- ports:
    - port: {{ regexFind ":[0-9]+$" $host | trimPrefix ":" | default (ternary "443" "80" (hasPrefix "https:" .)) }}
{{- end }}
{{- end }}
{{- if eq .Values.mode "cluster" }}
- ports:
    - port: {{ .Values.database.port }}
  to:
    {{- toYaml .Values.networkPolicy.database | nindent 4 }}
{{- $ports := list }}
{{- range .Values.opensearch.urls }}
{{- $ports = append $ports (regexFind ":[0-9]+$" (urlParse .).host | trimPrefix ":" | default (ternary "443" "80" (hasPrefix "https:" .))) }}
{{- end }}
- ports:
    {{- range uniq $ports }}
    - port: {{ . }}
    {{- end }}
  to:
    {{- toYaml .Values.networkPolicy.opensearch | nindent 4 }}
{{- end }}
{{- with .Values.networkPolicy.egress }}
{{- toYaml . | nindent 0 }}
{{- end }}
{{- end }}
