#!/usr/bin/env bash
# One load by several pods: run.sh <folder of a kustomization> [seconds]
# Seeds, lets all pods begin together after so many seconds, merges what they have recorded, and ends with 0 if the merged
# run has passed. kubectl is logged in, and its namespace has the Secret loadtest-secrets.
set -euo pipefail

folder=$1
seconds=${2:-180} # for nodes to be made, for images to be fetched, and for all to be prepared

# Waits for the end of a job; is 0 if it has completed.
ended() {
  local conditions=
  until [[ $conditions =~ Complete|Failed ]]; do
    sleep "${POLL:-5}"
    conditions=$(kubectl get job "$1" -o 'jsonpath={.status.conditions[?(@.status=="True")].type}') || exit 1
  done
  [[ $conditions =~ Complete ]]
}

resume() {
  kubectl patch job "$1" --type merge --patch '{"spec":{"suspend":false}}'
}

kubectl delete job loadtest-seed loadtest-shares loadtest-merge --ignore-not-found
kubectl apply -k "$folder"
if [[ -n $(kubectl get job loadtest-seed -o name --ignore-not-found) ]] && ! ended loadtest-seed; then
  kubectl logs job/loadtest-seed
  exit 1
fi
kubectl create configmap loadtest-start --dry-run=client -o yaml \
  --from-literal=PERF_RUN_GROUP="$(date -u +%Y-%m-%dT%H%M%SZ)" \
  --from-literal=PERF_START_AT="$(date -u -d "+$seconds seconds" +%FT%TZ)" | kubectl apply -f -
resume loadtest-shares
shares=0
if ! ended loadtest-shares; then
  shares=1
  echo "a share has failed: the log of its pod has its own verdict, and the merge says what is missing"
fi
resume loadtest-merge
passed=0
ended loadtest-merge || passed=1
kubectl logs job/loadtest-merge
exit $((passed | shares))
