#!/usr/bin/env bash
# Makes a site of an output folder: site.sh <output folder> <site>
# It holds the list of runs and what it links to, and none of the logs: whoever may read the site reads all of it.
set -euo pipefail

# Of earlier nights only the summaries are there: their pages are made of them, and the list links these.
mvn -B -q test-compile exec:java@page || echo "::warning title=Site::the pages of earlier runs could not be made"
mkdir -p "$2"
[[ ! -d $1 ]] || cp -R "$1/." "$2"
find "$2" -type f ! -name '*.html' ! -name '*.json' ! -name '*.md' ! -name '*.xml' ! -path '*/js/*' ! -path '*/style/*' -delete
find "$2" -type l -delete # a site holds no links
if [[ ! -e $2/index.html ]]; then
  echo '<!doctype html><html lang="en"><meta charset="utf-8"><title>Performance runs</title><p>No run has been here yet.' \
    > "$2/index.html"
fi
