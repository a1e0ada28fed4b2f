# ./dev test: every part, then a table of the parts, the reasons of every skip, and one closing line with the totals.
# shellcheck shell=bash

results=$PWD/build/test-results
all_parts=(release asan fuzz tsan system container)

run_tests() {
  local parts=("$@") part failed=0
  [[ ${#parts[@]} -gt 0 ]] || parts=("${all_parts[@]}")
  for part in "${parts[@]}"; do
    [[ $part == unit ]] || declare -F "test_$part" >/dev/null || die "no such part: $part (there are: ${all_parts[*]})"
  done
  setup_test
  rm -rf "$results" && mkdir -p "$results"
  for part in "${parts[@]}"; do
    step "test part: $part" "test_$part" || { failed=1 && echo "$part" >>"$results/broken-parts"; }
  done
  "$OCPPGW_CACHE/venv/bin/python" tests/system/report.py "$results" && [[ $failed -eq 0 ]]
}

# ctest_of NAME PRESET [CTEST OPTIONS]
ctest_of() {
  local name=$1 preset=$2
  shift 2
  ctest --test-dir "build/$preset" -j 4 --output-on-failure --no-tests=error --output-junit "$results/$name.xml" "$@"
}

test_release() {
  step "shellcheck" shellcheck -x dev src/dev/*.sh .ci/run || return 1
  build release || return 1
  ctest_of release release
}
test_unit() { test_release; }

test_asan() {
  build asan || return 1
  ctest_of asan asan -L 'unit|integration'
}

test_fuzz() {
  build asan || return 1
  "$OCPPGW_CACHE/venv/bin/python" tests/system/fuzz.py build/asan/tests/fuzz "$results/fuzz.xml" "${OCPPGW_FUZZ_SECONDS:-60}"
}

test_tsan() {
  build tsan threads_tests || return 1
  local suppressions=$PWD/tests/tsan.supp
  [[ ! -f $suppressions ]] || export TSAN_OPTIONS=suppressions=$suppressions${TSAN_OPTIONS:+:$TSAN_OPTIONS}
  ctest_of tsan tsan -L threads
}

# The files of tests are shared out between two processes; each has a broker of its own, which its tests may kill.
pytest_of() {
  local name=$1
  shift
  "$OCPPGW_CACHE/venv/bin/python" -m pytest -c tests/system/pytest.ini --rootdir tests/system --junitxml "$results/$name.xml" "$@"
}

test_system() {
  build release || return 1
  pytest_of system -n 2 --dist loadfile -m "not container" tests/system
}

test_container() { pytest_of container -m container tests/system; }
