{{/*
By CPU of the service's own container, whatever its sidecar uses; or, with `kafkaLag`, by KEDA on the lag of its
consumer group as well. More replicas than partitions would have nothing to read.
*/}}
{{- define "service.autoscaler" -}}
{{- $autoscaling := .service.autoscaling -}}
{{- $topics := include "parley.subscriptions" . | fromJsonArray -}}
{{- if and $autoscaling.kafkaLag $topics (eq .root.Values.broker.type "kafka") -}}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {{- include "service.metadata" . | nindent 2 }}
spec:
  scaleTargetRef: { name: {{ .name }} }
  minReplicaCount: {{ $autoscaling.minReplicas }}
  maxReplicaCount: {{ min $autoscaling.maxReplicas .root.Values.keda.partitions }}
  triggers:
    - type: cpu
      metricType: Utilization
      metadata:
        value: {{ $autoscaling.cpuPercent | quote }}
        containerName: app
    {{- range $topics }}
    - type: kafka
      metadata:
        bootstrapServers: {{ required "keda.bootstrapServers: KEDA needs the brokers' addresses in plain text." $.root.Values.keda.bootstrapServers }}
        consumerGroup: {{ $.name }}
        topic: {{ . }}
        lagThreshold: {{ $autoscaling.kafkaLag | quote }}
        offsetResetPolicy: earliest
      {{- with $.root.Values.keda.triggerAuthentication }}
      authenticationRef: { name: {{ . }} }
      {{- end }}
    {{- end }}
{{- else -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {{- include "service.metadata" . | nindent 2 }}
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: {{ .name }} }
  minReplicas: {{ $autoscaling.minReplicas }}
  maxReplicas: {{ $autoscaling.maxReplicas }}
  metrics:
    - type: ContainerResource
      containerResource:
        container: app
        name: cpu
        target: { type: Utilization, averageUtilization: {{ $autoscaling.cpuPercent }} }
  behavior:
    scaleDown: { stabilizationWindowSeconds: 300 }
{{- end }}
{{- end }}

{{- define "service.serviceMonitor" -}}
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  {{- include "service.metadata" . | nindent 2 }}
    {{- with .root.Values.monitoring.labels }}{{ toYaml . | nindent 4 }}{{ end }}
spec:
  selector:
    matchLabels: {{- include "service.selectorLabels" . | nindent 6 }}
  endpoints:
    {{- range list "http" "dapr-metrics" }}
    - port: {{ . }}
      path: {{ ternary "/metrics" "/" (eq . "http") }}
      interval: {{ $.root.Values.monitoring.serviceMonitor.interval }}
      relabelings:
        - { action: replace, targetLabel: service, replacement: {{ $.name }} }
    {{- end }}
{{- end }}
