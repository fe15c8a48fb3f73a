{{/*
Every template of this chart takes one context: a dict of
  root     the context of the chart that uses it
  name     of the service; also its Dapr app id and the name of all its objects
  service  its values: those of `services.<name>` over those of `defaults`
*/}}

{{- define "service.selectorLabels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "service.labels" -}}
{{ include "service.selectorLabels" . }}
app.kubernetes.io/part-of: parley
app.kubernetes.io/version: {{ .service.image.tag | default .root.Values.image.tag | default .root.Chart.AppVersion | trunc 63 | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "service.metadata" -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "service.labels" . | nindent 2 }}
{{- end }}

{{- define "service.image" -}}
{{- $common := .root.Values.image -}}
{{- $own := .service.image -}}
{{- $name := $own.repository | default (printf "%s/%s" $common.repository .name) -}}
{{- with $own.registry | default $common.registry }}{{ . }}/{{ end -}}
{{ $name }}
{{- with $own.digest }}@{{ . }}{{ else }}:{{ $own.tag | default $common.tag | default .root.Chart.AppVersion }}{{ end -}}
{{- end }}

{{/* Whether anything may run more than one replica, so that disruptions can be bounded. */}}
{{- define "service.isReplicated" -}}
{{- $autoscaling := .service.autoscaling -}}
{{- if gt (int (ternary $autoscaling.minReplicas .service.replicas $autoscaling.enabled)) 1 }}true{{ end -}}
{{- end }}

{{/* Names of the Secrets that the sidecar may hand to the service. */}}
{{- define "service.secretNames" -}}
{{- $names := list -}}
{{- with .service.database }}{{ $names = append $names (printf "%s-database" $.name) }}{{ end -}}
{{- $names = concat $names .service.secrets -}}
{{- if $names }}{{ toJson $names }}{{ else }}[]{{ end -}}
{{- end }}
