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

{{- define "parley.gatewayRoutes" -}}
{{- range $name, $paths := include "parley.routes" . | fromJson }}
{{- if ne $name "web" }}
{{- range $path := $paths }}
{{- range $location := list (printf "= %s" $path) (printf "%s/" $path) }}
location {{ $location }} {
  proxy_pass http://{{ $name }};
  proxy_http_version 1.1;
  proxy_set_header Host $http_host;
  proxy_set_header Upgrade $http_upgrade;
  proxy_set_header Connection $parley_connection;
  proxy_set_header X-Forwarded-For {{ ternary "$proxy_add_x_forwarded_for" "$remote_addr" $.Values.gateway.behindProxy }};
  proxy_set_header X-Forwarded-Host $http_host;
  proxy_set_header X-Forwarded-Proto {{ (urlParse (include "parley.publicUrl" $)).scheme }};
  client_max_body_size 256k;
  proxy_connect_timeout 2s;
  proxy_read_timeout {{ ternary "120s" "30s" (eq $path "/socket.io") }};
  proxy_next_upstream error;
  proxy_next_upstream_tries 2;
  proxy_buffering {{ ternary "off" "on" (eq $path "/socket.io") }};
}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
location /api/ {
  default_type application/problem+json;
  return 404 '{"type":"about:blank","title":"Not Found","status":404,"code":"gateway.no_route","detail":"No service answers here."}';
}
{{- end }}
