#!/usr/bin/env bash
# Tells the machines that share a load who takes part, by GITHUB_OUTPUT: numbers=[1,2,3] and group=<name of their run>.
# MACHINES says how many there are, SCENARIO and PROFILE what they load.
set -euo pipefail

refuse() {
  echo "::error title=Machines::$1"
  exit 1
}

# GitHub starts at most 256 jobs of a matrix.
[[ $MACHINES =~ ^[1-9][0-9]{0,2}$ ]] && ((MACHINES > 1 && MACHINES <= 256)) ||
  refuse "machines: found '$MACHINES'; valid: a whole number from 1 to 256"
# What each machine would refuse by itself, once a runner has been waited for.
scenarios=${BASH_SOURCE[0]%/*}/../../src/test/resources/scenarios
one=$scenarios/$SCENARIO.conf
if [[ ! $SCENARIO =~ ^[a-z0-9_]+$ || ! -e $one ]] || grep -q '^combines' "$one"; then
  ids=$(cd "$scenarios" && grep -L '^combines' -- *.conf | sed 's/[.]conf$//' | paste -sd, - | sed 's/,/, /g')
  refuse "scenario: found '$SCENARIO'; valid: one of $ids, since several machines share the run of one scenario"
fi
profiles=$(sed -n '/^profiles {/,/^}/p' "$one")
[[ $PROFILE =~ ^[a-z0-9_-]+$ ]] && grep -Eq "^ +$PROFILE +[{]" <<<"$profiles" ||
  refuse "profile: found '$PROFILE'; valid: one that $SCENARIO has, in scenarios/$SCENARIO.conf"
if grep -Eq "^ +$PROFILE +[{].*\"climb " <<<"$profiles"; then
  refuse "profile $PROFILE climbs, and a climb is not shared: choose one machine, or another profile"
fi

{
  echo "numbers=[$(seq -s , "$MACHINES")]"
  echo "group=$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT"
} | tee -a "${GITHUB_OUTPUT:-/dev/null}"
