#!/usr/bin/env bash
# Removes all but the newest runs of an output folder, so that what is kept between nightlies stays small:
# keep-newest.sh <output folder> <how many>
set -euo pipefail

[[ -d $1 ]] || exit 0
# A run's folder ends in the time at which it began: <simulation>-<17 digits>.
find "$1" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' |
  { grep -E -- '-[0-9]{17}$' || true; } |
  awk -F - '{ print $NF, $0 }' | sort -r | tail -n "+$(($2 + 1))" | cut -d ' ' -f 2- |
  while IFS= read -r run; do
    rm -r -- "${1:?}/$run"
  done
