{{- define "service.service" -}}
apiVersion: v1
kind: Service
metadata: {{- include "service.metadata" . | nindent 2 }}
spec:
  type: {{ .service.serviceType }}
  selector: {{- include "service.selectorLabels" . | nindent 4 }}
  ports:
    - { name: http, port: 8080, targetPort: http }
    {{- if eq .service.kind "node" }}
    - { name: dapr-metrics, port: 9090, targetPort: 9090 }
    {{- end }}
{{- end }}

{{- define "service.serviceAccount" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "service.metadata" . | nindent 2 }}
  {{- with .service.serviceAccountAnnotations }}
  annotations: {{ toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
{{- end }}

{{/* The sidecar reads exactly these Secrets: the service's own, and those of the components that it loads. */}}
{{- define "service.role" -}}
{{- $names := concat (include "service.secretNames" . | fromJsonArray) (include "parley.componentSecrets" . | fromJsonArray) | uniq | sortAlpha -}}
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {{- include "service.metadata" . | nindent 2 }}
rules:
  {{- if $names }}
  - apiGroups: [""]
    resources: [secrets]
    resourceNames: {{ toJson $names }}
    verbs: [get]
  {{- else }} []
  {{- end }}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {{- include "service.metadata" . | nindent 2 }}
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: {{ .name }} }
subjects:
  - { kind: ServiceAccount, name: {{ .name }}, namespace: {{ .root.Release.Namespace }} }
{{- end }}

{{- define "service.podDisruptionBudget" -}}
{{- if include "service.isReplicated" . -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {{- include "service.metadata" . | nindent 2 }}
spec:
  maxUnavailable: 1
  # A pod that is not ready protects nobody, and would block the drain of its node.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "service.selectorLabels" . | nindent 6 }}
{{- end }}
{{- end }}

{{- define "service.migrationJob" -}}
apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .name }}-migrate
  namespace: {{ .root.Release.Namespace }}
  labels: {{- include "service.labels" . | nindent 4 }}
  annotations:
    helm.sh/hook: pre-install,pre-upgrade
    helm.sh/hook-weight: "-5"
    # The last one stays, so that its log can be read.
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  backoffLimit: {{ .root.Values.migrations.retries }}
  activeDeadlineSeconds: {{ .root.Values.migrations.timeoutSeconds }}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: {{ .name }}-migrate
        app.kubernetes.io/instance: {{ .root.Release.Name }}
        app.kubernetes.io/part-of: parley
        app.kubernetes.io/component: migration
      annotations:
        # A sidecar would keep the Job running.
        dapr.io/enabled: "false"
        sidecar.istio.io/inject: "false"
    spec:
      restartPolicy: Never
      automountServiceAccountToken: false
      enableServiceLinks: false
      {{- include "service.pullSecrets" . | nindent 6 }}
      securityContext: {{- include "service.podSecurity" . | nindent 8 }}
      {{- include "service.scheduling" . | nindent 6 }}
      containers:
        - {{- include "service.migrateContainer" . | nindent 10 }}
      volumes:
        {{- include "service.databaseVolume" . | nindent 8 }}
        {{- include "service.tmpVolume" . | nindent 8 }}
{{- end }}
