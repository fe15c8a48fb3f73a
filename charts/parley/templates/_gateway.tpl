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
map $http_upgrade $parley_connection {
  default upgrade;
  ''      '';
}
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
{{- $forwardedFor := ternary "$proxy_add_x_forwarded_for" "$remote_addr" .Values.gateway.behindProxy -}}
{{- range $name, $paths := include "parley.routes" . | fromJson }}
{{- if ne $name "web" }}
{{- $patterns := list }}
{{- range $paths }}{{ $patterns = append $patterns (trimPrefix "/" . | regexQuoteMeta) }}{{ end }}
location ~ ^/({{ join "|" $patterns }})(/|$) {
  proxy_pass http://{{ $name }};
  proxy_http_version 1.1;
  proxy_set_header Host $http_host;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection $parley_connection;
  proxy_set_header X-Forwarded-For {{ $forwardedFor }};
  proxy_set_header X-Forwarded-Host $http_host;
  proxy_set_header X-Forwarded-Proto {{ $scheme }};
  proxy_set_header Forwarded '';
  client_max_body_size 256k;
  proxy_connect_timeout 2s;
  proxy_read_timeout 120s;
  # A request that a service may have begun is never sent twice.
  proxy_next_upstream error;
  proxy_next_upstream_tries 2;
}
{{- end }}
{{- end }}
location /api/ {
  default_type application/problem+json;
  return 404 '{"type":"about:blank","title":"Not Found","status":404,"code":"gateway.no_route","detail":"No service answers here."}';
}
{{- end }}
