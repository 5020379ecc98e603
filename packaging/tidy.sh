#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Dockhand authors
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-tidy over our sources, several at a time.
#   packaging/tidy.sh BUILD-FOLDER [changed|all|none]
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
build="$1"
what="${2:-changed}"

# The commit that "changed" is measured from; empty: none.
base_commit() {
    if [ -n "${DOCKHAND_BASE:-}" ]; then
        git merge-base "$DOCKHAND_BASE" HEAD
    else
        git rev-parse -q --verify 'HEAD~1^{commit}' || true
    fi
}

# Sources to look at, one a line: those that changed, and those whose header changed.
sources() {
    local base=""
    [ "$what" = all ] || base="$(base_commit 2>/dev/null)" || base=""
    if [ -z "$base" ]; then
        find core ui app -name '*.cpp'
        return
    fi
    { git diff --name-only --diff-filter=d "$base" -- core ui app
      git ls-files --others --exclude-standard -- core ui app; } \
        | sed -n -E 's/\.(cpp|h)$/.cpp/p'
}

[ "$what" != none ] || exit 0
sources | sort -u | while read -r file; do
    # Only what this build compiles.
    if [ -f "$file" ] && grep -qF "/$file\"" "$build/compile_commands.json"; then echo "$file"; fi
done >"$build/tidy-files.txt"
echo "$(wc -l <"$build/tidy-files.txt") files"
[ -s "$build/tidy-files.txt" ] || exit 0
tr '\n' '\0' <"$build/tidy-files.txt" \
    | xargs -0 -n 1 -P "$(nproc)" clang-tidy-14 -p "$build" --quiet --warnings-as-errors='*'
