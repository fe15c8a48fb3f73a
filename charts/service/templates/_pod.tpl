{{/* Pods of every kind are admitted by the Pod Security Standard "restricted". */}}
{{- define "service.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .service.runAsUser }}
runAsGroup: {{ .service.runAsUser }}
fsGroup: {{ .service.runAsUser }}
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "service.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "service.scheduling" -}}
{{- with .service.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .service.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .service.affinity }}
affinity: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .service.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{- define "service.pullSecrets" -}}
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{/* Reads the database's address from its Secret and so needs no sidecar, which would keep a Job running. */}}
{{- define "service.migrateContainer" -}}
name: migrate
image: {{ include "service.image" . }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
command: [node, /app/libs/persistence/dist/cli/migrate.js, /app/services/{{ .name }}/prisma]
env:
  - name: DATABASE_URL_FILE
    value: /var/run/parley/database/url
securityContext: {{- include "service.containerSecurity" . | nindent 2 }}
resources: {{- toYaml .service.resources | nindent 2 }}
volumeMounts:
  - name: database
    mountPath: /var/run/parley/database
    readOnly: true
  - name: tmp
    mountPath: /tmp
{{- end }}

{{- define "service.databaseVolume" -}}
- name: database
  secret:
    secretName: {{ .name }}-database
    defaultMode: 0440
    items: [{ key: url, path: url }]
{{- end }}

{{- define "service.tmpVolume" -}}
- name: tmp
  emptyDir: { sizeLimit: 64Mi }
{{- end }}

{{/* The sidecar alone may ask the API server, for the Secrets that the service's Role names. */}}
{{- define "service.apiTokenVolume" -}}
- name: kube-api
  projected:
    defaultMode: 0440
    sources:
      - serviceAccountToken: { path: token, expirationSeconds: 3607 }
      - configMap: { name: kube-root-ca.crt, items: [{ key: ca.crt, path: ca.crt }] }
      - downwardAPI: { items: [{ path: namespace, fieldRef: { fieldPath: metadata.namespace } }] }
{{- end }}
