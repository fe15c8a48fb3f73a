#!/bin/sh
# Dapr takes its tokens from the environment alone; here they come from files, so that no file of Compose has them.
set -eu
DAPR_API_TOKEN=$(cat "$DAPR_API_TOKEN_FILE")
APP_API_TOKEN=$(cat "$APP_API_TOKEN_FILE")
export DAPR_API_TOKEN APP_API_TOKEN
exec "$@"
