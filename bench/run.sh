#!/usr/bin/env bash
# Measures the gateway and, in the same run and in the same way, the stock server it is compared with. Prints Markdown.
#
# usage: bench/run.sh [memory] [calls] [handshakes] [admission] [micro]      (default: all five)
#
# The gateway writes to a Kafka of its own kind: KAFKA_BOOTSTRAP if given, else the embedded broker of a second gateway process,
# so that the measured process holds no broker. What may be changed by environment variables is listed here:
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build=${BENCH_BUILD:-build/release}      # where the programs are
runs=${BENCH_RUNS:-3}                    # each measurement is repeated so often, on a fresh server; the tables show the median
stations=${BENCH_STATIONS:-10000}        # of the memory measurement; the process limit of file descriptors is above it
admitted=${BENCH_ADMITTED:-10000}        # stations of each of the two batches of the admission measurement; so many may be connected
slow=${BENCH_SLOW:-100}                  # the same where each costs a slow hash
idle=${BENCH_IDLE:-60s}
duration=${BENCH_DURATION:-10s}          # of one load measurement
settings=${BENCH_SETTINGS:-}             # further --set arguments for the gateway, e.g. "limits.shards=1"
extra=()                                 # the same of one measurement

scratch=$(mktemp -d)
server_pid=
broker_pid=

stop() {
  [[ -z $1 ]] || { kill "$1" && wait "$1"; } 2>/dev/null || true
}
trap 'stop "$server_pid"; stop "$broker_pid"; rm -rf "$scratch"' EXIT

say() { printf '%s\n' "$*" >&2; }

# await FILE PATTERN PID: the line of FILE that matches, as soon as it is there
await() {
  local waited=0
  until grep -m 1 -E "$2" "$1" 2>/dev/null; do
    kill -0 "$3" 2>/dev/null || { cat "$1" >&2; say "a server ended before it was ready"; return 1; }
    ((waited++ < 600)) || { cat "$1" >&2; say "a server was not ready after 60 s"; return 1; }
    sleep 0.1
  done
}

url_in() { grep -oE "$2://[^ <]+" <<<"$1"; }

start_gateway() {
  local log=$1 set
  shift
  for set in listeners='[{bind: "127.0.0.1:0", tls: {}}, {bind: "127.0.0.1:0"}]' admin.bind=127.0.0.1:0 log.level=warning "$@"; do
    arguments+=(--set "$set")
  done
  "$build/ocpp-gateway" run --dev "${arguments[@]}" >"$log" 2>&1 &
}

start_broker() {
  bootstrap=${KAFKA_BOOTSTRAP:-}
  [[ -z $bootstrap ]] || return 0
  local arguments=()
  start_gateway "$scratch/broker.log"
  broker_pid=$!
  bootstrap=$(await "$scratch/broker.log" 'Kafka.*127\.0\.0\.1:' "$broker_pid" | grep -oE '127\.0\.0\.1:[0-9]+' | head -n 1)
}

# start_server gateway|baseline: sets server_pid, tls_url, plain_url
start_server() {
  local log=$scratch/$1.log arguments=()
  : >"$log"
  if [[ $1 == gateway ]]; then
    # shellcheck disable=SC2086
    start_gateway "$log" "kafka.bootstrap_servers=$bootstrap" $settings "${extra[@]}"
  else
    "$build/bench/beast-ssl-baseline" >"$log" 2>&1 &
  fi
  server_pid=$!
  tls_url=$(url_in "$(await "$log" 'wss://' "$server_pid")" wss)
  plain_url=$(url_in "$(await "$log" '(^|[^s])ws://' "$server_pid")" ws)
}

# measure SERVER CASE tls|plain ARGUMENTS...: repeats, each time on a fresh server; one JSON line per run
measure() {
  local server=$1 case=$2 link=$3 run url
  shift 3
  for ((run = 1; run <= runs; run++)); do
    say "$server, $case, run $run of $runs"
    start_server "$server"
    url=$tls_url
    [[ $link == tls ]] || url=$plain_url
    "$build/bench/ocpp-station" --url "${url%/}" --measure-pid "$server_pid" --json "$@" >>"$scratch/$server.$case" || say "  with errors, see the table"
    stop "$server_pid"
    server_pid=
  done
}

# figures SERVER CASE KEY: one number per run, sorted
figures() { sed -nE "s/.*\"$3\":([-0-9.]+).*/\1/p" "$scratch/$1.$2" | sort -g; }

median() { figures "$@" | awk '{ v[NR] = $1 } END { if (NR == 0) exit 1; print v[int((NR + 1) / 2)] }'; }

# The median and, where there is more than one run, the range.
spread() {
  figures "$@" | awk -v digits="$4" '{ v[NR] = $1 } END {
    f = "%." digits "f"; m = sprintf(f, v[int((NR + 1) / 2)])
    if (NR > 1) m = m " (" sprintf(f, v[1]) "-" sprintf(f, v[NR]) ")"
    print m }'
}

ratio() {
  awk -v a="$(median gateway "$1" "$2")" -v b="$(median baseline "$1" "$2")" 'BEGIN { if (b > 0) printf "%.2f", a / b; else printf "-" }'
}

row() {
  local title=$1 case=$2 key=$3 digits=$4
  printf '| %s | %s | %s | %s |\n' "$title" "$(spread gateway "$case" "$key" "$digits")" "$(spread baseline "$case" "$key" "$digits")" "$(ratio "$case" "$key")"
}

header() { printf '\n%s\n\n| | gateway | Beast + asio::ssl | ratio |\n|---|---|---|---|\n' "$1"; }

both() {
  measure gateway "$@"
  measure baseline "$@"
}

memory() {
  both memory tls -n "$stations" --mode idle --idle "$idle" --quiet
  header "Memory of $stations idle TLS stations, after $idle without a message"
  row "KiB per station, all booted" memory kib_per_station_booted 1
  row "KiB per station, after being idle" memory kib_per_station_end 1
  row "CPU us per connection and boot" memory cpu_us_per_boot 0
  row "errors" memory errors 0
}

# load TITLE CASE tls|plain ARGUMENTS...
load() {
  local title=$1 case=$2
  shift
  both "$@" --duration "$duration" --quiet
  header "$title"
  row "CALLs/s" "$case" per_second 0
  row "CPU us per CALL, whole process" "$case" cpu_us_per_call 1
  row "of these in Kafka's client" "$case" cpu_us_per_call_kafka_threads 1
  row "latency p50, us" "$case" p50_us 0
  row "latency p90, us" "$case" p90_us 0
  row "latency p99, us" "$case" p99_us 0
  row "latency p99.9, us" "$case" p999_us 0
  row "latency max, us" "$case" max_us 0
  row "errors" "$case" errors 0
}

calls() {
  load "Heartbeat, 200 TLS stations, each as fast as it is answered" heartbeat_max tls -n 200 --mode heartbeat --rate max
  load "MeterValues (500 B), 200 TLS stations, each as fast as it is answered" meter_max tls -n 200 --mode meter --rate max
  load "Mixed, 2000 TLS stations, one CALL per second each" mixed_paced tls -n 2000 --mode mixed --rate 1
  load "MeterValues (500 B), 200 plain stations, each as fast as it is answered" meter_plain plain -n 200 --mode meter --rate max
}

handshakes() {
  both handshake tls -n 50 --mode handshake --duration "$duration" --quiet
  header "Connecting: TCP, full TLS 1.3 handshake (ECDSA P-256), upgrade, close"
  row "connections/s" handshake per_second 0
  row "CPU us per connection" handshake cpu_us_per_call 0
  row "time to connect p50, us" handshake p50_us 0
  row "time to connect p99, us" handshake p99_us 0
  row "errors" handshake errors 0
}

# records COUNT OPTION...: a record for each station of two batches, A00001 and so on, B00001 and so on, all with the same password
# shellcheck disable=SC2016
records() {
  local count=$1
  shift
  { seq -f 'A%05g' "$count"; seq -f 'B%05g' "$count"; } |
    xargs -P "$(nproc)" -I{} sh -c 'echo "$0" | "$@"' "$password" "$build/ocpp-gateway" hash-password {} "$@"
}

# admit CASE COUNT IN_FLIGHT: two batches one after the other on one running gateway, its sessions of the first gone by then
admit() {
  local batch url=$plain_url
  [[ $entrance == plain ]] || url=$tls_url
  for batch in A B; do
    "$build/bench/ocpp-station" --url "${url%/}" --measure-pid "$server_pid" --json -n "$2" --prefix "$batch" --mode idle --idle 1s \
      --connects "$3" "${proof[@]}" --quiet >>"$scratch/gateway.$1" || say "  with errors, see the table"
  done
}

# scheme CASE AGAIN COUNT IN_FLIGHT SETTING...: each run on a fresh gateway; with AGAIN, the same stations come once more under that name
scheme() {
  local case=$1 again=$2 count=$3 at_once=$4 run
  shift 4
  for ((run = 1; run <= runs; run++)); do
    say "admission, $case, run $run of $runs"
    extra=("$@")
    start_server gateway
    extra=()
    admit "$case" "$count" "$at_once"
    [[ -z $again ]] || admit "$again" "$count" "$at_once"
    stop "$server_pid"
    server_pid=
  done
}

admission_row() { printf '| %s | %s | %s | %s |\n' "$1" "$3" "$(spread gateway "$2" cpu_us_per_boot 0)" "$(spread gateway "$2" errors 0)"; }

admission() {
  password=$(openssl rand -hex 20)
  records "$admitted" >"$scratch/hmac.jsonl"
  records "$slow" --scrypt >"$scratch/scrypt.jsonl"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$scratch/fleet.key" -out "$scratch/fleet.pem" -subj /CN=fleet -days 2 2>/dev/null
  sed 's/"keys":.*/"certificate":{"cn":"fleet"}}/' "$scratch/hmac.jsonl" >"$scratch/certificate.jsonl"
  local asking="listeners=[{bind: '127.0.0.1:0', tls: {client: {ca: $scratch/fleet.pem, required: false}}}, {bind: '127.0.0.1:0'}]"
  entrance=plain proof=(--password "$password")
  scheme none "" "$admitted" 100 auth.mode=none
  scheme hmac "" "$admitted" 100 auth.mode=stations auth.stations.file="$scratch/hmac.jsonl"
  scheme scrypt remembered "$slow" 20 auth.mode=stations auth.stations.file="$scratch/scrypt.jsonl"
  entrance=tls
  scheme tls_hmac "" "$admitted" 100 auth.mode=stations auth.stations.file="$scratch/hmac.jsonl" "$asking"
  proof=(--certificate "$scratch/fleet.pem" --key "$scratch/fleet.key")
  scheme certificate "" "$admitted" 100 auth.mode=stations auth.stations.file="$scratch/certificate.jsonl" "$asking"
  printf '\nAdmission: stations that connect at once, 100 at a time (scrypt: 20), and boot; two batches\n\n'
  printf '| | stations | CPU us per station | errors |\n|---|---|---|---|\n'
  admission_row "auth.mode none" none "$((2 * admitted))"
  admission_row "a key (HMAC)" hmac "$((2 * admitted))"
  admission_row "a password (scrypt), the first time" scrypt "$((2 * slow))"
  admission_row "the same stations once more" remembered "$((2 * slow))"
  admission_row "TLS 1.3, and a key (HMAC)" tls_hmac "$((2 * admitted))"
  admission_row "TLS 1.3 with a certificate (P-256)" certificate "$((2 * admitted))"
}

# shellcheck disable=SC2016
micro() {
  printf '\nMicro benchmarks, CPU ns, median of 5\n\n| | ns |\n|---|---|\n'
  "$build/bench/ocpp-micro" --benchmark_repetitions=5 --benchmark_report_aggregates_only=true --benchmark_format=csv 2>/dev/null |
    awk -F, '/_median"/ { gsub(/"|_median/, "", $1); printf "| `%s` | %.0f |\n", $1, $4 }'
}

machine() {
  printf '%s, %s CPUs, Linux %s, %s, %s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" "$(uname -r)" \
    "$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release)" "$(c++ --version | head -n 1)"
  printf 'load average at the start %s; %s runs each: median (lowest-highest)\n' "$(cut -d ' ' -f 1 /proc/loadavg)" "$runs"
}

parts=("$@")
[[ $# -gt 0 ]] || parts=(memory calls handshakes admission micro)
for part in "${parts[@]}"; do
  [[ $part =~ ^(memory|calls|handshakes|admission|micro)$ ]] || { say "unknown part '$part'"; sed -n '2,6p' "${BASH_SOURCE[0]}" >&2; exit 64; }
done
machine
[[ ${parts[*]} == micro ]] || start_broker
for part in "${parts[@]}"; do "$part"; done
