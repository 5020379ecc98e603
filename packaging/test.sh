#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Dockhand authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds Dockhand and runs all its tests; then the reader, converter and writer suites under
# the address and undefined-behaviour sanitizers, the engine suites under the thread sanitizer, the instruction
# counts of the release build (tests/bench/README.md), and clang-tidy.
# The last line is "N passed, N failed". Succeeds only when tests ran and all of them passed.
#   DOCKHAND_TIDY=all|changed|none   which files clang-tidy looks at (changed: since DOCKHAND_BASE, or since
#                                    the commit before this one; all where there is none)
#   DOCKHAND_SANITIZE=some|all       which suites run under the sanitizers: those above (some), or all of them
#                                    under both, which takes hours
set -uo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." || exit 1
. packaging/common.sh

jobs="$(nproc)"
passed=0
failed=0
problems=()
export QT_QPA_PLATFORM="${QT_QPA_PLATFORM:-xcb}"
export CTEST_OUTPUT_ON_FAILURE=1

finish() {
    local problem
    for problem in "${problems[@]}"; do echo "PROBLEM: $problem"; done
    echo "Took $((SECONDS / 60)) min $((SECONDS % 60)) s."
    [ "$((passed + failed))" -gt 0 ] || echo "PROBLEM: no test ran"
    echo "$passed passed, $failed failed"
    [ "${#problems[@]}" -eq 0 ] && [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}

# step NAME COMMAND…: notes a problem and goes on, so that one run shows all there is to see.
step() {
    local name="$1" before=$SECONDS
    shift
    say "$name"
    "$@" || { problems+=("$name"); return 1; }
    echo "($name: $((SECONDS - before)) s)"
}

attribute() { # NAME REPORT: a number of the report's <testsuite>
    grep -o -m1 "[[:space:]]$1=\"[0-9]*\"" "$2" | head -n1 | tr -dc 0-9
}

# run_tests FOLDER…: ctest in each build folder; a test that was skipped or not run counts as failed.
run_tests() {
    local folder report code=0 all bad
    for folder in "$@"; do
        report="$PWD/build/report-${folder//\//-}.xml"
        rm -f "$report"
        xvfb-run -a -s "-screen 0 1600x1000x24" ctest --test-dir "$folder" --parallel "$jobs" \
            --no-tests=error --output-junit "$report" || code=1
        [ -s "$report" ] || { code=1; continue; }
        all="$(attribute tests "$report")"
        bad=$(($(attribute failures "$report") + $(attribute skipped "$report") \
            + $(attribute disabled "$report")))
        passed=$((passed + all - bad))
        failed=$((failed + bad))
        [ "$bad" -eq 0 ] || code=1
    done
    return "$code"
}

build() { # PRESET [TARGET…]
    local preset="$1"
    shift
    # With the benches, so that they go on compiling.
    cmake --preset "$preset" -D DOCKHAND_BUILD_BENCHES=ON \
        && cmake --build --preset "$preset" --parallel "$jobs" ${1:+--target "$@"}
}

step "Packages" install_missing packaging/packages-build.txt packaging/packages-test.txt || finish

if step "Build (dev)" build dev; then
    step "Tests (dev)" run_tests build/dev
fi

if [ "${DOCKHAND_SANITIZE:-some}" = all ]; then
    for preset in asan tsan; do
        if step "Build ($preset)" build "$preset"; then
            step "All tests under $preset" run_tests "build/$preset"
        fi
    done
else
    checked=(tests/core/source tests/core/profile tests/core/target)
    if step "Build (asan)" build asan "${checked[@]/%//all}"; then
        step "Reader, converter and writers under ASAN and UBSAN" run_tests "${checked[@]/#/build/asan/}"
    fi

    engine=(tests/core/engine)
    if step "Build (tsan)" build tsan "${engine[@]/%//all}"; then
        step "Engine under TSAN" run_tests "${engine[@]/#/build/tsan/}"
    fi
fi

if step "Build (release)" build release count_work; then
    step "Instructions of reader, converter and writer" run_tests build/release/tests/bench
fi

step "clang-tidy" packaging/tidy.sh build/dev "${DOCKHAND_TIDY:-changed}"
finish
