#!/bin/sh
# Waits until standard input closes, that is, until the stack's own process is gone however it ended,
# and then ends the processes that are still in the ledger: "<pid> <start time> <signal> <name>" a line.
ledger=$1

start_time() {
  if [ -d /proc/self ]; then
    sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20
  else
    ps -o lstart= -p "$1" 2>/dev/null | tr -s ' ' '_' | sed 's/^_//; s/_$//'
  fi
}

# Sends every listed process that still runs a signal; fails when there is none.
signal_all() {
  found=1
  while read -r pid started stop name; do
    [ "$(start_time "$pid")" = "$started" ] || continue
    found=0
    signal=${1:-${stop#SIG}}
    [ "$signal" = none ] || kill -s "$signal" -- "-$pid" 2>/dev/null || kill -s "$signal" "$pid" 2>/dev/null
  done <"$ledger"
  return $found
}

cat >/dev/null
[ -s "$ledger" ] || exit 0
signal_all ''
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
  signal_all none || break
  sleep 0.5
done
signal_all KILL
rm -f "$ledger"
