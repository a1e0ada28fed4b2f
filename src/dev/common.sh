# Small things that all parts of ./dev use. A function that `step` runs chains its commands by && (bash switches -e off in there).
# shellcheck shell=bash

# Set-up that is kept outside the clone: the Python environment, Kafka's jars, the npm client, container storage.
export OCPPGW_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/ocpp-gateway

say() { printf '\033[1m==> %s\033[0m\n' "$*" >&2; }
warn() { printf '!!! %s\n' "$*" >&2; }
die() {
  warn "$*"
  exit 1
}

# step "what" command...: one line before, its duration after.
step() {
  local what=$1 started=$SECONDS code=0 ending=finished
  shift
  say "$what"
  "$@" || code=$?
  [[ $code -eq 0 ]] || ending="FAILED ($code)"
  say "$what: $ending after $((SECONDS - started)) s"
  return "$code"
}

as_root() {
  if [[ $EUID -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "this needs root: $*"
  fi
}

debian_version() { sed -n 's/^VERSION_ID="\?\([0-9]*\).*/\1/p' /etc/os-release; }
