#!/usr/bin/env bash
# Makes every password, key and token at the first start and keeps those that are there.
set -euo pipefail
umask 077

random() {
  head -c 32 /dev/urandom | base64 -w 0 | tr '+/' '-_' | tr -d '='
}

# What the file holds, made at the first start; half a file is never left behind.
value() {
  if [ ! -s "$1" ]; then
    random >"$1.next"
    mv "$1.next" "$1"
  fi
  cat "$1"
}

url() {
  printf 'postgresql://%s:%s@%s/%s' "$1" "$(value "$SECRETS_DIR/values/database-$1")" "$DATABASE_HOST" "$1"
}

write() {
  cat >"$1.next"
  mv "$1.next" "$1"
}

mkdir -p "$SECRETS_DIR/values" "$SECRETS_DIR/databases" "$TOKENS_DIR" "$SCHEDULER_DIR" \
  "$(dirname "$POSTGRES_PASSWORD_FILE")"
for app in $APPS; do
  value "$TOKENS_DIR/$app.dapr" >/dev/null
  value "$TOKENS_DIR/$app.app" >/dev/null
done
for pair in $DATABASES; do
  url "${pair#*=}" | write "$SECRETS_DIR/databases/${pair%%=*}"
done
{
  printf '{\n  "pubsub": { "brokers": "%s" },\n' "$BROKERS"
  printf '  "statestore": { "connectionString": "%s" }' "$(url "$STATE_DATABASE")"
  for pair in $DATABASES; do
    printf ',\n  "%s-database": { "url": "%s" }' "${pair%%=*}" "$(url "${pair#*=}")"
  done
  for name in $SECRETS; do
    printf ',\n  "%s": { "secret": "%s" }' "$name" "$(value "$SECRETS_DIR/values/$name")"
  done
  printf '\n}\n'
} | write "$SECRETS_DIR/secrets.json"

chown -R "$OWNER" "$SECRETS_DIR" "$TOKENS_DIR" "$SCHEDULER_DIR"

# Only PostgreSQL and what makes the databases have this volume; they run as different users.
value "$POSTGRES_PASSWORD_FILE" >/dev/null
chmod 755 "$(dirname "$POSTGRES_PASSWORD_FILE")"
chmod 444 "$POSTGRES_PASSWORD_FILE"
