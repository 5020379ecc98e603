#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Dockhand authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Tries the README's two commands where nothing is installed: makes a bare Debian 12 root (this machine's own apt
# source), clones this repository's HEAD into it and runs both, with the times. Needs root, debootstrap and some
# 5 GB in the temporary folder.
#   packaging/bare_root_test.sh [--keep] [--root-only]
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

keep=false
root_only=false
for option in "$@"; do
    case "$option" in
        --keep) keep=true ;;
        --root-only) root_only=true ;;
        *) echo "Unknown option: $option" >&2; exit 1 ;;
    esac
done

# The address apt itself takes the release from here (both forms of source lists).
apt_address() {
    apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' \
        | awk '$2 == "bookworm" { print $1; exit }'
}

folder="$(mktemp -d)"
root="$folder/root"
clean_up() {
    local mounted
    for mounted in proc sys dev/pts dev; do
        if mountpoint -q "$root/$mounted"; then umount -l "$root/$mounted"; fi
    done
    if $keep; then echo "Kept: $root"; else rm -rf --one-file-system "$folder"; fi
}
trap clean_up EXIT

timed() { # NAME COMMAND…
    local name="$1" start=$SECONDS code=0
    shift
    "$@" || code=$?
    echo "-- $name: exit code $code after $(((SECONDS - start) / 60)) min $(((SECONDS - start) % 60)) s"
    return "$code"
}

inside() { # a clean environment, as after a login
    chroot "$root" env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        TERM=dumb LC_ALL=C.UTF-8 ${proxy:+http_proxy="$proxy"} "$@"
}

proxy="${http_proxy:-}"
timed "debootstrap" debootstrap --variant=minbase --include=git,ca-certificates bookworm "$root" \
    "$(apt_address)" >"$folder/debootstrap.log" || { tail -n 20 "$folder/debootstrap.log"; exit 1; }
tail -n 1 "$folder/debootstrap.log"
mkdir -p "$root/dev/pts"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --make-rslave "$root/dev"
# How this machine's apt reaches its source (proxies, certificates), but not its list of sources.
cp -a /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
cp -L /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
cp -L /etc/hosts "$root/etc/hosts" 2>/dev/null || true
if $root_only; then exit 0; fi

git bundle create "$root/tmp/dockhand.bundle" HEAD
inside git clone -q /tmp/dockhand.bundle "/root/a clone"
code=0
timed "packaging/run.sh" inside sh -c 'cd "/root/a clone" && packaging/run.sh' || code=1
timed "packaging/test.sh" inside sh -c 'cd "/root/a clone" && packaging/test.sh' || code=1
exit "$code"
