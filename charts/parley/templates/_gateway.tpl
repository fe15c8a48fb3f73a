{{/* Services that answer HTTP requests from outside, by name. */}}
{{- define "parley.routes" -}}
{{- $routes := dict -}}
{{- range $name := include "parley.serviceNames" . | fromJsonArray -}}
{{- $service := include "parley.service" (dict "root" $ "name" $name) | fromJson -}}
{{- with $service.routes }}{{ $_ := set $routes $name . }}{{ end -}}
{{- end -}}
{{- toJson $routes -}}
{{- end }}

{{- define "parley.gatewayFiles" -}}
{{- if .Values.gateway.enabled }}{{ include "parley.gatewayUpstreams" . }}{{ include "parley.gatewayRoutes" . }}{{ end -}}
{{- end }}

{{/* A Service's address stands there twice, so that a refused connection is tried once more, on another pod. */}}
{{- define "parley.gatewayUpstreams" -}}
{{- range $name, $paths := include "parley.routes" . | fromJson }}
{{- if ne $name "web" }}
upstream {{ $name }} {
  server {{ $name }}:8080 max_fails=0;
  server {{ $name }}:8080 max_fails=0;
  keepalive 64;
  keepalive_timeout 60s;
}
{{- end }}
{{- end }}
{{- end }}

{{/* One location per service. Paths end at a segment: `/api/v1/tasks` never covers `/api/v1/tasksets`. */}}
{{- define "parley.gatewayRoutes" -}}
{{- $scheme := (urlParse (include "parley.publicUrl" .)).scheme -}}
{{- with .Values.gateway.trustedProxies }}
real_ip_header X-Forwarded-For;
real_ip_recursive on;
{{- range . }}
set_real_ip_from {{ . }};
{{- end }}
{{- end }}
{{- range $name, $paths := include "parley.routes" . | fromJson }}
{{- if ne $name "web" }}
{{- $service := include "parley.service" (dict "root" $ "name" $name) | fromJson }}
{{- $location := dict "name" $name "scheme" $scheme }}
{{- with $service.uploads }}
{{- include "parley.gatewayLocation" (merge (dict "paths" . "upload" true) $location) }}
{{- end }}
{{- include "parley.gatewayLocation" (merge (dict "paths" $paths "upload" false) $location) }}
{{- end }}
{{- end }}
{{- end }}

{{/* A location for some paths of a service. Those that take files come first: nginx takes the first that fits. */}}
{{- define "parley.gatewayLocation" -}}
{{- $patterns := list }}
{{- range .paths }}{{ $patterns = append $patterns (trimPrefix "/" . | regexQuoteMeta) }}{{ end }}
location ~ ^/({{ join "|" $patterns }})(/|$) {
  proxy_pass http://{{ .name }};
  # Limits, time-outs and retries are those of the image; headers have to be repeated where one of them differs.
  proxy_set_header Host $http_host;
  proxy_set_header Connection $connection_upgrade;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Forwarded '';
  proxy_set_header X-Forwarded-For $remote_addr;
  proxy_set_header X-Forwarded-Host $http_host;
  proxy_set_header X-Forwarded-Port {{ ternary "443" "$server_port" (eq .scheme "https") }};
  proxy_set_header X-Forwarded-Proto {{ .scheme }};
{{- if .upload }}
  # Files flow through: nothing here is large enough to hold them.
  client_max_body_size 10m;
  proxy_request_buffering off;
{{- end }}
}
{{- end }}
