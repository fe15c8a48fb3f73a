{{/* Groups of rules: those of files/alerts/rules.yaml, and for each objective its ratios and its two alerts. */}}
{{- define "parley.alertGroups" -}}
{{- $groups := list -}}
{{- range $group := .Files.Get "files/alerts/rules.yaml" | replace "NAMESPACE" .Release.Namespace | replace "CANARY_SECONDS" (.Values.canary.alertSeconds | toString) | fromYamlArray -}}
{{- if or $.Values.canary.enabled (ne $group.name "parley.canary") -}}
{{- range $rule := $group.rules -}}
{{- $_ := set $rule "annotations" (include "parley.alertAnnotations" (dict "root" $ "about" $rule.annotations) | fromYaml) -}}
{{- end -}}
{{- $groups = append $groups $group -}}
{{- end -}}
{{- end -}}
{{- range $objective := .Files.Get "files/alerts/objectives.yaml" | replace "NAMESPACE" .Release.Namespace | fromYamlArray -}}
{{- $groups = append $groups (include "parley.objectiveGroup" (dict "root" $ "objective" $objective) | fromYaml) -}}
{{- end -}}
{{- toYaml $groups -}}
{{- end }}

{{- define "parley.alertAnnotations" -}}
summary: {{ .about.summary | toJson }}
runbook_url: {{ printf "%s%s.md" .root.Values.monitoring.rules.runbookUrl .about.runbook }}
{{- end }}

{{/*
Budget of 30 days: 14.4 times as fast uses 2 % of it in an hour, 6 times 5 % in six hours, 3 times 10 % in a day, and
once 10 % in three days. The short window ends the alert soon after what caused it.
*/}}
{{- define "parley.objectiveGroup" -}}
{{- $objective := .objective -}}
{{- $recorded := printf "parley:%s:error_ratio_rate" $objective.name -}}
{{- $of := printf "{namespace=%q}" .root.Release.Namespace -}}
{{- $rules := list -}}
{{- range $window := list "5m" "30m" "1h" "2h" "6h" "1d" "3d" -}}
{{- $ratio := printf "%s / %s" (ternary (printf "(%s)" $objective.bad) $objective.bad (contains " - " $objective.bad)) $objective.all | replace "WINDOW" $window -}}
{{- $rules = append $rules (dict "record" (print $recorded $window) "expr" $ratio) -}}
{{- end -}}
{{- $about := include "parley.alertAnnotations" (dict "root" .root "about" $objective) | fromYaml -}}
{{- $page := list (list "1h" "5m" "14.4" 3600) (list "6h" "30m" "6" 21600) -}}
{{- $ticket := list (list "1d" "2h" "3" 86400) (list "3d" "6h" "1" 259200) -}}
{{- range $alert := list (dict "suffix" "Page" "burns" $page "for" "2m" "severity" "critical") (dict "suffix" "Ticket" "burns" $ticket "for" "15m" "severity" "warning") -}}
{{- $conditions := list -}}
{{- range $alert.burns -}}
{{- $long := index . 0 -}}
{{- $limit := printf "%s * %s" (index . 2) $objective.budget -}}
{{- $enough := printf "(%s) * %d >= %v" $objective.bad (index . 3 | int) $objective.atLeast | replace "WINDOW" $long -}}
{{- $conditions = append $conditions (printf "(%s%s%s > %s and %s%s%s > %s and %s)" $recorded $long $of $limit $recorded (index . 1) $of $limit $enough) -}}
{{- end -}}
{{- $rules = append $rules (dict "alert" (printf "%s%s" $objective.alert $alert.suffix) "expr" (join "\nor\n" $conditions) "for" $alert.for "labels" (dict "severity" $alert.severity) "annotations" $about) -}}
{{- end -}}
{{- toYaml (dict "name" (printf "parley.%s" $objective.name) "rules" $rules) -}}
{{- end }}
