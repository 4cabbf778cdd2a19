#!/usr/bin/env bash
# Writes the comparison as a comment on a pull request, or in the place of the one it has: comment.sh <file of Markdown>
# PULL_REQUEST is its number; GH_TOKEN may write comments.
set -euo pipefail

if [[ ! $PULL_REQUEST =~ ^[0-9]+$ ]]; then
  echo "::error title=Comment::the number of a pull request is made of digits"
  exit 1
fi

mark='<!-- performance -->'
comments=repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments
{
  echo "$mark"
  if [[ -s $1 ]]; then
    cat "$1"
  else
    echo 'The performance tests have left nothing to compare.'
  fi
  echo
  echo "[This run]($GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID)"
} > comment.md

own=".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$mark\"))) | .id"
earlier=$(gh api "$comments" --paginate --jq "$own" | head -n 1)
if [[ -n $earlier ]]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$earlier" --field body=@comment.md --silent
else
  gh api --method POST "$comments" --field body=@comment.md --silent
fi
