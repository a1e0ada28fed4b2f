# Builds the container image with what is there. Where no registry can be reached, the base image is made by mmdebstrap.
# shellcheck shell=bash

official_base=docker.io/library/debian:trixie-slim
own_base=localhost/ocpp-gateway-base:trixie

# Prints the command that builds images: docker, podman or buildah.
image_engine() {
  if docker info >/dev/null 2>&1; then
    echo docker
  elif command -v buildah >/dev/null; then
    echo buildah
  elif command -v podman >/dev/null; then
    echo podman
  fi
}

# The hard limits of this process: a container may not raise them without rights it does not have everywhere.
limit_options() {
  printf '%s\n' --ulimit "nofile=$(ulimit -Hn):$(ulimit -Hn)" --ulimit "nproc=4096:4096"
}

# With buildah alone and no registry in reach, a Debian made here stands in for the official image.
make_base() {
  apt_install mmdebstrap || return
  local archive=$OCPPGW_CACHE/trixie.tar mirror container
  mirror=$(sed -nE 's,^(URIs: |deb (\[.*\] )?)(https?://[^ ]*/debian)/?( .*|$),\3,p' /etc/apt/sources.list /etc/apt/sources.list.d/* \
    2>/dev/null | head -1)
  mkdir -p "$OCPPGW_CACHE" &&
    mmdebstrap -q --variant=minbase trixie "$archive" "${mirror:-http://deb.debian.org/debian}" &&
    container=$(buildah from scratch) &&
    buildah add -q "$container" "$archive" / >/dev/null &&
    buildah commit -q "$container" "$own_base" >/dev/null &&
    buildah rm "$container" >/dev/null && rm -f "$archive"
}

# Sets base to an image that is in the storage.
choose_base() {
  base=$official_base
  buildah inspect --type image "$base" >/dev/null 2>&1 && return
  buildah pull -q "$base" >/dev/null 2>&1 && return
  base=$own_base
  buildah inspect --type image "$base" >/dev/null 2>&1 && return
  step "no registry can be reached: making $base with mmdebstrap" make_base
}

image() {
  local tag=${1:-localhost/ocpp-gateway:dev} engine
  engine=$(image_engine)
  [[ -n $engine ]] || apt_install buildah || return
  step "build the image $tag with ${engine:=buildah}" "image_by_$engine" "$tag"
}

build_arguments() { printf '%s\n' --build-arg "REVISION=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)" -f docker/Dockerfile; }

image_by_docker() {
  local arguments
  mapfile -t arguments < <(build_arguments)
  docker build --network host "${arguments[@]}" -t "$1" .
}

image_by_podman() {
  local arguments
  mapfile -t arguments < <(build_arguments)
  podman build --network host --format docker "${arguments[@]}" -t "$1" .
}

image_by_buildah() {
  local arguments limits base
  mapfile -t arguments < <(build_arguments)
  mapfile -t limits < <(limit_options)
  choose_base &&
    buildah bud --isolation chroot --network host --format docker --pull-never --layers "${limits[@]}" "${arguments[@]}" \
      --build-arg "BASE=$base" -t "$1" .
}
