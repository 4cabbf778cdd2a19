#!/usr/bin/env bash
# Puts a file of Markdown into the job's summary: in-summary.sh <file>
# PAGES is the address of the pages that were kept, if they were: each page's link leads there.
set -euo pipefail

largest=$((1024 * 1024)) # GitHub drops a longer one
summary=${GITHUB_STEP_SUMMARY:-/dev/stdout}

if [[ ! -s $1 ]]; then
  echo "Nothing was left for this summary: the steps before say why." >> "$summary"
elif (($(wc -c < "$1") > largest)); then
  echo "What belongs here is too long: it is among the files that were kept." >> "$summary"
elif [[ -n ${PAGES:-} ]]; then
  # A link of the suite is <run of the workflow>?page=<scenario>#artifacts.
  sed -E "s|\\(https?://[^ )]*/actions/runs/[0-9]+\\?page=([a-z0-9_]+)#artifacts\\)|($PAGES#\\1)|g" "$1" >> "$summary"
else
  cat "$1" >> "$summary"
fi
