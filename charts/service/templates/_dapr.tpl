{{- define "service.daprAnnotations" -}}
{{- $dapr := .root.Values.dapr -}}
dapr.io/enabled: "true"
dapr.io/app-id: {{ .name }}
dapr.io/app-port: "8081"
dapr.io/app-protocol: http
dapr.io/config: {{ .name }}
dapr.io/api-token-secret: {{ .name }}-dapr-token
dapr.io/app-token-secret: {{ .name }}-app-token
dapr.io/disable-builtin-k8s-secret-store: "true"
dapr.io/sidecar-listen-addresses: "127.0.0.1"
dapr.io/volume-mounts: kube-api:/var/run/secrets/kubernetes.io/serviceaccount
# A busy event loop may miss one probe of a second; five in a row mean that the service is gone. Subscriptions and
# jobs wait for it then instead of using up their retries.
dapr.io/enable-app-health-check: "true"
dapr.io/app-health-check-path: /healthz
dapr.io/app-health-probe-interval: "1"
dapr.io/app-health-probe-timeout: "950"
dapr.io/app-health-threshold: "5"
dapr.io/graceful-shutdown-seconds: {{ $dapr.gracefulShutdownSeconds | quote }}
{{- if $dapr.nativeSidecar }}
# Starts before the service and ends after it.
dapr.io/enable-native-sidecar: "true"
{{- else }}
# Gets SIGTERM together with the service, and serves until that has drained.
dapr.io/block-shutdown-duration: {{ add .root.Values.shutdown.drainSeconds .root.Values.shutdown.noticeSeconds }}s
{{- end }}
dapr.io/sidecar-seccomp-profile-type: RuntimeDefault
dapr.io/sidecar-cpu-request: {{ $dapr.resources.requests.cpu | quote }}
dapr.io/sidecar-memory-request: {{ $dapr.resources.requests.memory | quote }}
{{- with $dapr.resources.limits.cpu }}
dapr.io/sidecar-cpu-limit: {{ . | quote }}
{{- end }}
dapr.io/sidecar-memory-limit: {{ $dapr.resources.limits.memory | quote }}
{{- with $dapr.sidecarImage }}
dapr.io/sidecar-image: {{ . }}
{{- end }}
dapr.io/log-as-json: "true"
dapr.io/log-level: {{ $dapr.logLevel }}
dapr.io/metrics-port: "9090"
{{- end }}

{{/*
Dapr reads one Configuration per app: what all share, the Secrets that this one may read, and who may call it.
*/}}
{{- define "service.configuration" -}}
{{- $root := .root -}}
{{- $base := $root.Files.Get "files/dapr/base/configuration.yaml" | fromYaml -}}
{{- $spec := deepCopy $base.spec -}}
{{- $scope := dict "storeName" "parley-secrets" "defaultAccess" "deny" "allowedSecrets" (include "service.secretNames" . | fromJsonArray) -}}
{{- $_ := set $spec "secrets" (dict "scopes" (list $scope)) -}}
{{- $callers := dict -}}
{{- range $command, $apps := .service.commands -}}
{{- range $apps -}}
{{- $operation := dict "name" (printf "/rpc/%s" $command) "httpVerb" (list "POST") "action" "allow" -}}
{{- $_ := set $callers . (append (get $callers . | default list) $operation) -}}
{{- end -}}
{{- end -}}
{{- $policies := list -}}
{{- range $app := keys $callers | sortAlpha -}}
{{- $policies = append $policies (dict "appId" $app "defaultAction" "deny" "trustDomain" $root.Values.dapr.trustDomain "namespace" $root.Release.Namespace "operations" (get $callers $app)) -}}
{{- end -}}
{{- $_ := set $spec "accessControl" (dict "defaultAction" "deny" "trustDomain" $root.Values.dapr.trustDomain "policies" $policies) -}}
{{- $tracing := dict "samplingRate" ($root.Values.tracing.samplingRate | toString) -}}
{{- with $root.Values.tracing.endpoint -}}
{{- $_ := set $tracing "otel" (dict "endpointAddress" (urlParse . ).host "protocol" "http" "isSecure" (hasPrefix "https:" .)) -}}
{{- end -}}
{{- $_ := set $spec "tracing" $tracing -}}
apiVersion: dapr.io/v1alpha1
kind: Configuration
metadata: {{- include "service.metadata" . | nindent 2 }}
spec: {{- toYaml $spec | nindent 2 }}
{{- end }}
