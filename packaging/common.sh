# SPDX-FileCopyrightText: The Dockhand authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Functions of run.sh and test.sh. Sourced from the root of the project.

# What the compiler cache keeps serves every clone: paths below this one do not count.
export CCACHE_BASEDIR="${CCACHE_BASEDIR:-$PWD}" CCACHE_NOHASHDIR="${CCACHE_NOHASHDIR:-1}"

say() { printf '\n== %s\n' "$*"; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null; then
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        echo "This needs root: $*" >&2
        echo "Install sudo, run this script as root, or install the packages yourself." >&2
        return 1
    fi
}

# try_often COMMAND…: mirrors are busy at times, so three tries with a pause between them.
try_often() {
    local try
    for try in 1 2 3; do
        if "$@"; then return 0; fi
        echo "Failed (try $try of 3): $*" >&2
        [ "$try" -eq 3 ] || sleep $((try * 5))
    done
    return 1
}

# missing_packages LIST…: the packages of the lists that are not installed, one a line.
missing_packages() {
    local package
    grep -hv '^#' "$@" | while read -r package; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] \
            || echo "$package"
    done
}

# install_missing LIST…: asks for root only when something is missing.
install_missing() {
    local missing
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "No apt here: going on with what is installed. The packages are in: $*" >&2
        return 0
    fi
    mapfile -t missing < <(missing_packages "$@")
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "Installing ${missing[*]}"
    try_often as_root apt-get update -q
    try_often as_root apt-get install -qy --no-install-recommends "${missing[@]}"
}
