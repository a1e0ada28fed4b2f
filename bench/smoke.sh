#!/bin/sh
# Twenty stations against the comparison server, over TLS and plain: the tools of the bench work, without errors.
# usage: smoke.sh <directory of the bench programs>
set -eu

programs=$1
scratch=$(mktemp -d)
mkfifo "$scratch/urls"
"$programs/beast-ssl-baseline" >"$scratch/urls" &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$scratch"' EXIT

# The server prints its two URLs once it listens.
exec 3<"$scratch/urls"
read -r tls_url <&3
read -r plain_url <&3

check() {
  if ! grep -q "$1" "$scratch/report"; then
    echo "$url $mode: no $1 in" && cat "$scratch/report"
    exit 1
  fi
}

for url in "$tls_url" "$plain_url"; do
  for mode in mixed heartbeat meter idle handshake; do
    "$programs/ocpp-station" -n 20 --url "$url" --mode "$mode" --rate max --duration 200ms --quiet --json --measure-pid "$server" >"$scratch/report"
    check '"up":20,'
    check '"errors":0,'
    [ "$mode" = idle ] || check '"answered":[1-9]'
    check '"server_anonymous_kib_end":[1-9]'
  done
done
