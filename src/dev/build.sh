# Configures and builds a preset.
# shellcheck shell=bash

configure() {
  local preset=$1
  cmake --preset "$preset" >"build/$preset.configure.log" 2>&1 || {
    cat "build/$preset.configure.log" >&2
    return 1
  }
}

build() {
  local preset=${1:-release}
  mkdir -p build || return
  step "configure $preset" configure "$preset" &&
    step "build $preset" cmake --build "build/$preset"
}
