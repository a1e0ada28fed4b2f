# Configures and builds a preset.
# shellcheck shell=bash

# What one clone has compiled, another need not.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

configure() {
  local preset=$1
  cmake --preset "$preset" >"build/$preset.configure.log" 2>&1 || {
    cat "build/$preset.configure.log" >&2
    return 1
  }
}

# build [PRESET [TARGET...]]
build() {
  local preset=${1:-release}
  shift || true
  mkdir -p build || return
  step "configure $preset" configure "$preset" &&
    step "build $preset" cmake --build "build/$preset" ${@:+--target "$@"}
}
