#!/usr/bin/env bash
# Makes each database with a role of the same name that owns it and alone may enter; both may be there already.
set -euo pipefail
PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE")
export PGPASSWORD

for pair in $DATABASES "$STATE_DATABASE"; do
  export NAME=${pair#*=} PASSWORD_FILE=$SECRETS_DIR/values/database-${pair#*=}
  # The password goes by standard input: arguments can be seen by others.
  psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --dbname postgres <<'SQL'
\set name `printf %s "$NAME"`
\set password `cat "$PASSWORD_FILE"`
SELECT format('CREATE ROLE %I', :'name') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \gexec
SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', :'name', :'password') \gexec
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'name')
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'name') \gexec
SQL
  echo "database $NAME is there"
done
