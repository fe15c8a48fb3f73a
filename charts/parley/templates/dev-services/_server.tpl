{{/*
One server with one volume. Takes a dict of root, name, values (image, runAsUser, resources), port, and the parts
of its container: command, args, env, probe, mountPath, and secret, which is mounted at /run/secrets/server.
*/}}
{{- define "parley.devServer" -}}
{{- $selector := dict "app.kubernetes.io/name" .name "app.kubernetes.io/instance" .root.Release.Name -}}
apiVersion: v1
kind: Service
metadata: {{- include "parley.metadata" . | nindent 2 }}
spec:
  # A pod's own address, also while it is not ready: it may have to find itself.
  clusterIP: None
  publishNotReadyAddresses: true
  selector: {{- toYaml $selector | nindent 4 }}
  ports:
    - { name: server, port: {{ .port }}, targetPort: {{ .port }} }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {{- include "parley.metadata" . | nindent 2 }}
spec:
  serviceName: {{ .name }}
  replicas: 1
  selector:
    matchLabels: {{- toYaml $selector | nindent 6 }}
  template:
    metadata:
      labels:
        {{- toYaml $selector | nindent 8 }}
        app.kubernetes.io/part-of: parley
        app.kubernetes.io/component: dev-service
    spec:
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 30
      {{- include "service.pullSecrets" . | nindent 6 }}
      securityContext: {{- include "service.podSecurity" (dict "service" .values) | nindent 8 }}
      containers:
        - name: server
          image: {{ .values.image }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          {{- with .command }}
          command: {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- with .args }}
          args: {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- with .env }}
          env: {{- toYaml . | nindent 12 }}
          {{- end }}
          securityContext: {{- include "service.containerSecurity" . | nindent 12 }}
          ports:
            - { name: server, containerPort: {{ .port }} }
          startupProbe:
            tcpSocket: { port: server }
            periodSeconds: 1
            failureThreshold: 120
          readinessProbe:
            tcpSocket: { port: server }
            periodSeconds: 5
          resources: {{- toYaml .values.resources | nindent 12 }}
          volumeMounts:
            - { name: data, mountPath: {{ .mountPath }} }
            - { name: tmp, mountPath: /tmp }
            {{- range .writable }}
            - { name: scratch, mountPath: {{ . }}, subPath: {{ . | base }} }
            {{- end }}
            {{- if .secret }}
            - { name: secret, mountPath: {{ .secretPath }}, readOnly: true }
            {{- end }}
      volumes:
        {{- include "service.tmpVolume" . | nindent 8 }}
        - name: scratch
          emptyDir: {}
        {{- with .secret }}
        - name: secret
          secret: { secretName: {{ . }}, defaultMode: 0440 }
        {{- end }}
  volumeClaimTemplates:
    - metadata: { name: data }
      spec:
        accessModes: [ReadWriteOnce]
        resources: { requests: { storage: {{ .root.Values.devServices.storage }} } }
{{- if .root.Values.networkPolicy.enabled }}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {{- include "parley.metadata" . | nindent 2 }}
spec:
  podSelector:
    matchLabels: {{- toYaml $selector | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector:
            matchLabels: {{- include "parley.selector" .root | nindent 14 }}
      ports: [{ port: {{ .port }}, protocol: TCP }]
  egress:
    - to: {{- toYaml .root.Values.networkPolicy.dns | nindent 8 }}
      ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
{{- end }}
{{- end }}
