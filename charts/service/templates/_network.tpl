{{/*
What may reach a service and what it may reach; everything else is denied by the policy for the whole release.
Probes come from the node and are always let through.
*/}}
{{- define "service.networkPolicy" -}}
{{- $policy := .root.Values.networkPolicy -}}
{{- $isNode := eq .service.kind "node" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {{- include "service.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels: {{- include "service.selectorLabels" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    {{- if and .root.Values.gateway.enabled (ne .service.serviceType "ClusterIP") }}
    # From outside the cluster, whose addresses only the load balancer knows.
    - ports: [{ port: 8080, protocol: TCP }]
    {{- else if .service.routes }}
    - from:
        {{- with $policy.ingressFrom }}{{ toYaml . | nindent 8 }}{{ end }}
        - podSelector:
            matchLabels:
              {{- include "parley.selector" .root | nindent 14 }}
              parley/calls-public-api: "true"
      ports: [{ port: 8080, protocol: TCP }]
    {{- end }}
    {{- if $isNode }}
    - from:
        - podSelector:
            matchLabels:
              {{- include "parley.selector" .root | nindent 14 }}
              parley/has-sidecar: "true"
      ports: [{ port: 50002, protocol: TCP }]
    {{- with $policy.monitoringFrom }}
    - from: {{- toYaml . | nindent 8 }}
      ports: [{ port: 8080, protocol: TCP }, { port: 9090, protocol: TCP }]
    {{- end }}
    {{- end }}
  egress:
    - to: {{- toYaml $policy.dns | nindent 8 }}
      ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
    {{- if $isNode }}
    # The sidecar: to other sidecars, Dapr's control plane (operator, sentry, scheduler, placement), the API server
    # for its Secrets, the broker and the state store.
    - to:
        - podSelector:
            matchLabels:
              {{- include "parley.selector" .root | nindent 14 }}
              parley/has-sidecar: "true"
      ports: [{ port: 50002, protocol: TCP }]
    - to:
        - namespaceSelector:
            matchLabels: { kubernetes.io/metadata.name: {{ .root.Values.dapr.namespace }} }
      ports:
        {{- range list 6500 50001 50005 50006 }}
        - { port: {{ . }}, protocol: TCP }
        {{- end }}
    {{- range list "apiServer" "broker" "stateStore" }}
    {{- include "service.egressRule" (get $policy .) | nindent 4 }}
    {{- end }}
    {{- if .service.database }}
    {{- include "service.egressRule" $policy.database | nindent 4 }}
    {{- end }}
    {{- if .root.Values.tracing.endpoint }}
    {{- include "service.egressRule" $policy.tracing | nindent 4 }}
    {{- end }}
    {{- else if .root.Values.gateway.enabled }}
    - to:
        - podSelector:
            matchLabels:
              {{- include "parley.selector" .root | nindent 14 }}
              parley/has-sidecar: "true"
      ports: [{ port: 8080, protocol: TCP }]
    {{- end }}
    {{- with .service.egress }}{{ toYaml . | nindent 4 }}{{ end }}
{{- end }}

{{/* A rule from ports and peers; no peers means any address. */}}
{{- define "service.egressRule" -}}
- ports:
    {{- range .ports }}
    - { port: {{ . }}, protocol: TCP }
    {{- end }}
  {{- with .to }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
