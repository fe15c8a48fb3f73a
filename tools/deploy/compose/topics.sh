#!/usr/bin/env bash
# Makes the topics that are not there yet. The broker makes none by itself: a misspelt one would go unseen.
set -euo pipefail
there=$(rpk topic list --brokers "$BROKERS")
for topic in $TOPICS; do
  if grep -q "^$topic[[:space:]]" <<<"$there"; then continue; fi
  rpk topic create "$topic" --brokers "$BROKERS" --partitions "$PARTITIONS" --replicas 1
done
