{{/*
Every Secret that this release reads, as a list of
  name, keys
  source  random: any unguessable text will do; given: only the operator knows it; dev: the in-cluster servers' address
*/}}
{{- define "parley.secretList" -}}
{{- $values := .Values -}}
{{- $dev := $values.devServices.enabled -}}
{{- $secrets := list -}}
{{- range $name := include "parley.serviceNames" . | fromJsonArray -}}
{{- $service := include "parley.service" (dict "root" $ "name" $name) | fromJson -}}
{{- if eq $service.kind "node" -}}
{{- range list "dapr-token" "app-token" -}}
{{- $secrets = append $secrets (dict "name" (printf "%s-%s" $name .) "keys" (list "token") "source" "random") -}}
{{- end -}}
{{- range $service.secrets -}}
{{- $secrets = append $secrets (dict "name" . "keys" (list "secret") "source" "random") -}}
{{- end -}}
{{- if $service.database -}}
{{- $secrets = append $secrets (dict "name" (printf "%s-database" $name) "keys" (list "url") "source" (ternary "dev" "given" $dev)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $referred := dict -}}
{{- range include "parley.componentList" . | fromJsonArray -}}
{{- range .spec.metadata -}}
{{- with .secretKeyRef -}}
{{- $_ := set $referred .name (append (get $referred .name | default list) .key | uniq | sortAlpha) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $name, $keys := $referred -}}
{{- $secrets = append $secrets (dict "name" $name "keys" $keys "source" (ternary "dev" "given" $dev)) -}}
{{- end -}}
{{- toJson $secrets -}}
{{- end }}

{{/* The value that a Secret already has, or nothing. Takes a dict of root, name and key. */}}
{{- define "parley.presentValue" -}}
{{- $found := lookup "v1" "Secret" .root.Release.Namespace .name -}}
{{- with $found }}{{ index (.data | default dict) $.key | default "" | b64dec }}{{ end -}}
{{- end }}

{{/* Whether somebody else made this Secret, which is then used as it is. Takes a dict of root and name. */}}
{{- define "parley.isForeign" -}}
{{- with lookup "v1" "Secret" .root.Release.Namespace .name -}}
{{- $annotations := .metadata.annotations | default dict -}}
{{- if ne (index $annotations "meta.helm.sh/release-name" | default "") $.root.Release.Name }}true{{ end -}}
{{- end -}}
{{- end }}

{{/* A Secret that outlives the release. Takes a dict of root, name and data. */}}
{{- define "parley.keptSecret" -}}
apiVersion: v1
kind: Secret
metadata:
  {{- include "parley.metadata" . | nindent 2 }}
  annotations:
    helm.sh/resource-policy: keep
type: Opaque
data:
  {{- range $key, $value := .data }}
  {{ $key }}: {{ $value | b64enc | quote }}
  {{- end }}
{{- end }}
