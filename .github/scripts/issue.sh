#!/usr/bin/env bash
# Opens an issue on a red night, or goes on with the one that is open: issue.sh <file of Markdown>
# GH_TOKEN may write issues.
set -euo pipefail

label=performance-night
{
  echo "The night of $(date -u +%F) is red: [its run]($GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID)"
  echo
  if [[ -s $1 ]]; then
    cat "$1"
  else
    echo 'No scenario has left a result: the log of that run says why.'
  fi
} > issue.md

open=$(gh issue list --repo "$GITHUB_REPOSITORY" --label "$label" --state open --limit 1 --json number --jq '.[].number')
if [[ -n $open ]]; then
  gh issue comment "$open" --repo "$GITHUB_REPOSITORY" --body-file issue.md
else
  gh label create "$label" --repo "$GITHUB_REPOSITORY" --description 'A red night of the performance tests' --force
  gh issue create --repo "$GITHUB_REPOSITORY" --title 'The performance tests are red' --label "$label" --body-file issue.md
fi
