{{- define "service.deployment" -}}
{{- $values := .root.Values -}}
{{- $service := .service -}}
{{- $isNode := eq $service.kind "node" -}}
apiVersion: apps/v1
kind: Deployment
metadata: {{- include "service.metadata" . | nindent 2 }}
spec:
  {{- if not $service.autoscaling.enabled }}
  replicas: {{ $service.replicas }}
  {{- end }}
  revisionHistoryLimit: 3
  selector:
    matchLabels: {{- include "service.selectorLabels" . | nindent 6 }}
  strategy:
    type: RollingUpdate
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
  template:
    metadata:
      labels:
        {{- include "service.selectorLabels" . | nindent 8 }}
        app.kubernetes.io/part-of: parley
        {{- if $isNode }}
        parley/has-sidecar: "true"
        {{- else if $values.gateway.enabled }}
        parley/calls-public-api: "true"
        {{- end }}
        {{- with $service.podLabels }}{{ toYaml . | nindent 8 }}{{ end }}
      annotations:
        kubectl.kubernetes.io/default-container: app
        {{- if $isNode }}
        {{- include "service.daprAnnotations" . | nindent 8 }}
        # Sidecars read these when they start, and only then.
        parley/configuration: {{ include "service.configuration" . | sha256sum }}
        parley/components: {{ include "parley.components" .root | sha256sum }}
        {{- else }}
        parley/routes: {{ include "parley.gatewayFiles" .root | sha256sum }}
        {{- end }}
        {{- with $service.podAnnotations }}{{ toYaml . | nindent 8 }}{{ end }}
    spec:
      serviceAccountName: {{ .name }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      # preStop, then the service's own limit, then the sidecar's, and some for the kubelet.
      terminationGracePeriodSeconds: {{ add $values.shutdown.noticeSeconds $values.shutdown.drainSeconds $values.dapr.gracefulShutdownSeconds 5 }}
      {{- include "service.pullSecrets" . | nindent 6 }}
      securityContext: {{- include "service.podSecurity" . | nindent 8 }}
      {{- include "service.scheduling" . | nindent 6 }}
      topologySpreadConstraints:
        {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
        - topologyKey: {{ $key }}
          maxSkew: 1
          whenUnsatisfiable: {{ $service.spread }}
          labelSelector:
            matchLabels: {{- include "service.selectorLabels" $ | nindent 14 }}
          # Otherwise pods of the old revision count during a rollout.
          matchLabelKeys: [pod-template-hash]
        {{- end }}
      {{- if and $service.database (eq $values.migrations.mode "init") }}
      initContainers:
        - {{- include "service.migrateContainer" . | nindent 10 }}
      {{- end }}
      containers:
        - name: app
          image: {{ include "service.image" . }}
          imagePullPolicy: {{ $values.image.pullPolicy }}
          securityContext: {{- include "service.containerSecurity" . | nindent 12 }}
          ports:
            - { name: http, containerPort: 8080 }
          {{- if $isNode }}
          env: {{- include "service.env" . | nindent 12 }}
          {{- end }}
          startupProbe:
            httpGet: { path: /livez, port: http }
            periodSeconds: 1
            timeoutSeconds: 2
            failureThreshold: {{ $service.startupSeconds }}
          livenessProbe:
            httpGet: { path: /livez, port: http }
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: { path: {{ ternary "/readyz" "/livez" $isNode }}, port: http }
            periodSeconds: 3
            timeoutSeconds: 3
            failureThreshold: 2
          lifecycle:
            # Until every proxy knows that this pod is leaving, it serves as before.
            preStop: { sleep: { seconds: {{ $values.shutdown.noticeSeconds }} } }
          resources: {{- toYaml $service.resources | nindent 12 }}
          volumeMounts:
            - { name: tmp, mountPath: /tmp }
            {{- if $isNode }}
            - { name: dapr-token, mountPath: /var/run/parley/dapr-token, readOnly: true }
            - { name: app-token, mountPath: /var/run/parley/app-token, readOnly: true }
            {{- else if $values.gateway.enabled }}
            - { name: routes, mountPath: /etc/nginx/routes.d, readOnly: true }
            - { name: upstreams, mountPath: /etc/nginx/upstreams.d, readOnly: true }
            {{- end }}
      volumes:
        {{- include "service.tmpVolume" . | nindent 8 }}
        {{- if $isNode }}
        {{- range list "dapr-token" "app-token" }}
        - name: {{ . }}
          # All its keys: one that is accepted beside the token may come and go.
          secret: { secretName: {{ $.name }}-{{ . }}, defaultMode: 0440 }
        {{- end }}
        {{- include "service.apiTokenVolume" . | nindent 8 }}
        {{- if and $service.database (eq $values.migrations.mode "init") }}
        {{- include "service.databaseVolume" . | nindent 8 }}
        {{- end }}
        {{- else if $values.gateway.enabled }}
        {{- range list "routes" "upstreams" }}
        - name: {{ . }}
          configMap: { name: {{ $.name }}-gateway, items: [{ key: {{ . }}.conf, path: parley.conf }] }
        {{- end }}
        {{- end }}
{{- end }}

{{- define "service.env" -}}
{{- $values := .root.Values -}}
{{- $env := dict
  "NODE_ENV" "production"
  "HOST" "0.0.0.0"
  "PORT" "8080"
  "DAPR_APP_PORT" "8081"
  "DAPR_HTTP_PORT" "3500"
  "DAPR_API_TOKEN_FILE" "/var/run/parley/dapr-token/token"
  "APP_API_TOKEN_FILE" "/var/run/parley/app-token/token"
  "PUBLIC_URL" (include "parley.publicUrl" .root)
  "LOG_LEVEL" $values.logLevel
-}}
{{- with $values.tracing.endpoint }}
{{- /* Clients begin traces, so a sampler that does as its parent does would leave the choice to them. */ -}}
{{- $_ := set $env "OTEL_EXPORTER_OTLP_ENDPOINT" . -}}
{{- $_ := set $env "OTEL_TRACES_SAMPLER" "traceidratio" -}}
{{- $_ := set $env "OTEL_TRACES_SAMPLER_ARG" $values.tracing.samplingRate -}}
{{- end -}}
{{- $env = mergeOverwrite $env .service.env -}}
{{- range $name := keys $env | sortAlpha }}
- name: {{ $name }}
  value: {{ get $env $name | toString | quote }}
{{- end }}
{{- end }}
