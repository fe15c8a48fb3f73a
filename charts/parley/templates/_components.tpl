{{/*
The Dapr components as a list: the product's own, with what this environment changes. A setting is a text, or a
dict of secret and key.
*/}}
{{- define "parley.componentList" -}}
{{- $broker := .Values.broker -}}
{{- $state := .Values.stateStore -}}
{{- $stateFolder := ternary "redis-state" $state.type (eq $state.type "redis") -}}
{{- $wanted := list
  (dict "file" (printf "files/dapr/%s/pubsub.yaml" $broker.type) "settings" $broker.settings)
  (dict "file" (printf "files/dapr/%s/fanout.yaml" $broker.type) "settings" $broker.settings)
  (dict "file" (printf "files/dapr/%s/statestore.yaml" $stateFolder) "settings" $state.settings)
-}}
{{- $components := list -}}
{{- range $wanted -}}
{{- $component := $.Files.Get .file | fromYaml -}}
{{- $settings := .settings -}}
{{- $metadata := list -}}
{{- range $component.spec.metadata -}}
{{- if not (hasKey $settings .name) }}{{ $metadata = append $metadata . }}{{ end -}}
{{- end -}}
{{- range $name, $value := $settings -}}
{{- if kindIs "map" $value -}}
{{- $metadata = append $metadata (dict "name" $name "secretKeyRef" (dict "name" $value.secret "key" $value.key)) -}}
{{- else -}}
{{- $metadata = append $metadata (dict "name" $name "value" (toString $value)) -}}
{{- end -}}
{{- end -}}
{{- $_ := set $component.spec "metadata" $metadata -}}
{{- $components = append $components $component -}}
{{- end -}}
{{- toJson $components -}}
{{- end }}

{{/* Text that changes whenever a sidecar would load something else. */}}
{{- define "parley.components" -}}
{{ include "parley.componentList" . }}{{ .Files.Get "files/dapr/base/resiliency.yaml" }}
{{- end }}

{{/* Names of the Secrets that the components of one service refer to. Takes a dict of root and name. */}}
{{- define "parley.componentSecrets" -}}
{{- $names := list -}}
{{- range include "parley.componentList" .root | fromJsonArray -}}
{{- if has $.name .scopes -}}
{{- range .spec.metadata -}}
{{- with .secretKeyRef }}{{ $names = append $names .name }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson ($names | uniq) -}}
{{- end }}

{{/* Names of the topics that a service subscribes to. Takes a dict of root and name. */}}
{{- define "parley.subscriptions" -}}
{{- $topics := list -}}
{{- range include "parley.componentList" .root | fromJsonArray -}}
{{- if eq .metadata.name "pubsub" -}}
{{- range .spec.metadata -}}
{{- if eq .name "subscriptionScopes" -}}
{{- range splitList ";" .value -}}
{{- $parts := splitList "=" . -}}
{{- if and (eq (index $parts 0) $.name) (ne (index $parts 1) "") }}{{ $topics = splitList "," (index $parts 1) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- toJson $topics -}}
{{- end }}
