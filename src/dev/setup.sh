# Installs what is missing, by apt; a second run finds everything there and takes no time.
# shellcheck shell=bash

build_packages=(
  g++ cmake ninja-build ccache mold pkg-config git ca-certificates openssl kcat
  libssl-dev librdkafka-dev libsimdjson-dev libspdlog-dev libyaml-cpp-dev prometheus-cpp-dev libcurl4-openssl-dev zlib1g-dev
  libcli11-dev catch2 libvalijson-dev libbenchmark-dev)
test_packages=(clang llvm python3 python3-venv buildah podman runc mmdebstrap shellcheck)

installed() { [[ $(dpkg-query -W -f '${Status}' "$1" 2>/dev/null) == "install ok installed" ]]; }

apt_install() {
  local missing=() package
  for package in "$@"; do
    installed "$package" || missing+=("$package")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  step "apt-get install ${missing[*]}" apt_install_now "${missing[@]}"
}

apt_install_now() {
  local options=(-o DPkg::Lock::Timeout=900 -o Acquire::Retries=3)
  for _ in {1..30}; do
    as_root apt-get "${options[@]}" -q update >&2 && break
    warn "apt-get update did not succeed (another apt may be at work); trying again"
    sleep 2
  done
  # --no-remove: never take away what somebody else put on this machine.
  as_root env DEBIAN_FRONTEND=noninteractive apt-get "${options[@]}" -q -y --no-install-recommends --no-remove install "$@" >&2
}

# Boost 1.81 or newer. On Debian 12 its headers conflict with those of Boost 1.74, which stay where they are if they are there.
setup_boost() {
  if [[ $(debian_version) -ge 13 ]]; then
    apt_install libboost-dev
  elif installed libboost1.74-dev; then
    export Boost_ROOT=$OCPPGW_CACHE/boost-1.81/usr
    [[ -d $Boost_ROOT ]] || step "libboost1.81-dev conflicts with the installed libboost1.74-dev: unpacking it into $Boost_ROOT" unpack_boost
  else
    apt_install libboost1.81-dev
  fi
}

unpack_boost() {
  local folder
  folder=$(mktemp -d) && (cd "$folder" && apt-get -q download libboost1.81-dev >&2 && dpkg-deb -x libboost1.81-dev_*.deb tree) &&
    mkdir -p "$OCPPGW_CACHE/boost-1.81" && mv "$folder/tree/usr" "$OCPPGW_CACHE/boost-1.81/usr" && rm -rf "$folder"
}

setup_build() {
  [[ $(debian_version) -ge 12 && -e /etc/debian_version ]] || die "this needs Debian 12 or 13"
  apt_install "${build_packages[@]}"
  setup_boost
}

setup_test() {
  setup_build
  local wanted=("${test_packages[@]}")
  # A Java, Maven or Node that is already there is as good.
  command -v java >/dev/null || wanted+=(default-jre-headless)
  command -v mvn >/dev/null || wanted+=(maven)
  command -v node >/dev/null || wanted+=(nodejs)
  command -v npm >/dev/null || wanted+=(npm)
  apt_install "${wanted[@]}"
  local clang
  clang=$(clang -dumpversion)
  apt_install "libclang-rt-${clang%%.*}-dev"
  setup_python
  setup_node
  setup_kafka
}

# stamped FILE... -- FOLDER COMMAND...: runs the command unless the folder was made from these very files.
stamped() {
  local files=() stamp
  while [[ $1 != -- ]]; do
    files+=("$1")
    shift
  done
  stamp=$(sha256sum "${files[@]}" | sha256sum | cut -c1-16)
  local folder=$2
  shift 2
  [[ -f $folder/.made-from-$stamp ]] && return
  rm -rf "$folder" && mkdir -p "$folder"
  "$@" "$folder" && touch "$folder/.made-from-$stamp"
}

setup_python() { stamped tests/system/requirements.txt -- "$OCPPGW_CACHE/venv" step "Python environment for the tests" make_venv; }
make_venv() {
  python3 -m venv "$1" &&
    "$1/bin/pip" install -q --disable-pip-version-check -r tests/system/requirements.txt >&2
}

setup_node() { stamped tests/system/node/package.json -- "$OCPPGW_CACHE/node" step "npm client for the tests" make_node; }
make_node() {
  cp tests/system/node/package.json "$1/" &&
    npm --prefix "$1" install --no-fund --no-audit --no-package-lock --loglevel=error >&2
}

setup_kafka() {
  [[ -n ${KAFKA_BOOTSTRAP:-} ]] || stamped tests/system/kafka-pom.xml -- "$OCPPGW_CACHE/kafka" step "Apache Kafka from Maven Central" fetch_kafka
}
fetch_kafka() {
  mvn -q -B -f tests/system/kafka-pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies \
    -DoutputDirectory="$1" >&2
}

setup() {
  case ${1:-test} in
    build) setup_build ;;
    test) setup_test ;;
    *) die "setup what? build or test" ;;
  esac
}
