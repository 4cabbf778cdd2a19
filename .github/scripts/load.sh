#!/usr/bin/env bash
# The load of a nightly, or of one that was asked for by hand: load.sh <file>
# PROFILE names the profile, SCENARIO what alone is to run, BASELINE what it is compared with; the last two may be empty.
# SHARE, START_AT and GROUP are set where this is one machine of several, MERGE is the folder of what all have recorded
# where this one merges it, and seeded/ holds the seed summary where another machine has seeded.
# The file gets what is meant for the job's summary, since the address of the pages is known only once they are kept.
set -euo pipefail

goals=(gatling:test)
arguments=(-Dprofile="$PROFILE")
if [[ -n ${BASELINE:-} ]]; then
  kept=test-results/performance/$BASELINE
  [[ -d $kept ]] || kept=$BASELINE
  arguments+=(-Dbaseline="$kept")
fi
if [[ -n ${SCENARIO:-} ]]; then
  export PERF_SCENARIOS=$SCENARIO
fi
if [[ -n ${SHARE:-} ]]; then
  export PERF_SHARE=$SHARE PERF_START_AT=$START_AT PERF_RUN_GROUP=$GROUP
fi
if [[ -n ${MERGE:-} ]]; then
  mkdir -p "$MERGE" # where none has recorded anything, the merge says so
  goals=(test-compile exec:java@merge -Druns="$MERGE")
fi
for summary in seeded/*.json; do
  [[ ! -e $summary ]] || export PERF_SUMMARY_PATH=$summary
done
GITHUB_STEP_SUMMARY=$1 exec mvn -B "${goals[@]}" "${arguments[@]}"
