#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Dockhand authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds Dockhand and starts it: the window with the files queued, or, with no
# display, an import of them into SQLite.
#   packaging/run.sh [FILE|FOLDER…]      without files: the bundled samples
set -euo pipefail

files=()
for file in "$@"; do
    files+=("$(realpath -- "$file")") # before the folder changes
done
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
. packaging/common.sh

install_missing packaging/packages-build.txt

say "Building"
cmake --preset release
cmake --build --preset release --target dockhand dockhand-cli

are_samples=false
if [ "${#files[@]}" -eq 0 ]; then
    are_samples=true
    files=("$PWD"/resources/samples/*.[ct]sv)
fi

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "Starting the window with ${#files[@]} files"
    exec build/release/bin/dockhand "${files[@]}"
fi

folder="${XDG_DATA_HOME:-${HOME:-$PWD/build}/.local/share}/dockhand"
mkdir -p -- "$folder"
database="$folder/dockhand.sqlite"
if $are_samples; then database="$folder/samples.sqlite"; fi
say "No display: importing ${#files[@]} files into $database"
code=0
build/release/bin/dockhand-cli import --to "sqlite:$database" "${files[@]}" || code=$?
if $are_samples && [ "$code" -eq 2 ]; then
    echo "The samples hold a few bad records on purpose. See them with:"
    echo "  build/release/bin/dockhand-cli errors --to \"sqlite:$database\""
    code=0
fi
exit "$code"
