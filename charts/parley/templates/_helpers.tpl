{{/* What the templates of the library want to know of one service. Takes a dict of root and name. */}}
{{- define "parley.service" -}}
{{- $own := get .root.Values.services .name -}}
{{- toJson (mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy $own)) -}}
{{- end }}

{{/* Names of the services that are not switched off. */}}
{{- define "parley.serviceNames" -}}
{{- $names := list -}}
{{- range $name, $service := .Values.services -}}
{{- if ne (toString (dig "enabled" true $service)) "false" }}{{ $names = append $names $name }}{{ end -}}
{{- end -}}
{{- toJson $names -}}
{{- end }}

{{- define "parley.labels" -}}
app.kubernetes.io/name: parley
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: parley
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Metadata of an object that belongs to no single service. Takes a dict of root and name. */}}
{{- define "parley.metadata" -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "parley.labels" .root | nindent 2 }}
{{- end }}

{{/* Selects every pod of this release. */}}
{{- define "parley.selector" -}}
app.kubernetes.io/part-of: parley
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* The origin that browsers send. */}}
{{- define "parley.publicUrl" -}}
{{- $ingress := .Values.ingress -}}
{{- $route := .Values.httpRoute -}}
{{- if .Values.publicUrl -}}
{{ .Values.publicUrl }}
{{- else if and $ingress.enabled $ingress.host -}}
{{ ternary "https" "http" (not (empty $ingress.tlsSecret)) }}://{{ $ingress.host }}
{{- else if and $route.enabled $route.hostnames -}}
https://{{ first $route.hostnames }}
{{- else -}}
{{ fail "Set publicUrl to the origin that people's browsers will use, e.g. --set publicUrl=https://parley.example. Sign-in refuses every other origin." }}
{{- end -}}
{{- end }}

{{/* Whether this render can ask the cluster; `helm template` cannot. */}}
{{- define "parley.isOnline" -}}
{{- if lookup "v1" "ServiceAccount" .Release.Namespace "default" }}true{{ end -}}
{{- end }}
