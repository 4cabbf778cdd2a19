#!/usr/bin/env bash
# Tells the machines that share a load who takes part, by GITHUB_OUTPUT: numbers=[1,2,3] and group=<name of their run>.
# MACHINES says how many there are, SCENARIO what they load.
set -euo pipefail

refuse() {
  echo "::error title=Machines::$1"
  exit 1
}

# GitHub starts at most 256 jobs of a matrix.
[[ $MACHINES =~ ^[1-9][0-9]{0,2}$ ]] && ((MACHINES > 1 && MACHINES <= 256)) ||
  refuse "machines: found '$MACHINES'; valid: a whole number from 1 to 256"
# Scenarios run one after another, and there is one time at which all machines begin.
[[ $SCENARIO =~ ^[a-z0-9_]+$ ]] ||
  refuse "scenario: found '$SCENARIO'; valid: the id of one scenario, since several machines load one at a time"

{
  echo "numbers=[$(seq -s , "$MACHINES")]"
  echo "group=$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT"
} | tee -a "${GITHUB_OUTPUT:-/dev/null}"
