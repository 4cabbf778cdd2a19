#!/usr/bin/env bash
# The load of a nightly, or of one that was asked for by hand: load.sh <file>
# PROFILE names the profile, SCENARIO what alone is to run, BASELINE what it is compared with; the last two may be empty.
# The file gets what is meant for the job's summary, since the address of the pages is known only once they are kept.
set -euo pipefail

arguments=(-Dprofile="$PROFILE")
if [[ -n ${BASELINE:-} ]]; then
  kept=test-results/performance/$BASELINE
  [[ -d $kept ]] || kept=$BASELINE
  arguments+=(-Dbaseline="$kept")
fi
if [[ -n ${SCENARIO:-} ]]; then
  export PERF_SCENARIOS=$SCENARIO
fi
GITHUB_STEP_SUMMARY=$1 exec mvn -B gatling:test "${arguments[@]}"
