#!/usr/bin/env bash
# Copies an output folder to PERF_EVIDENCE_BUCKET, s3://bucket/folder or gs://bucket/folder, with the tools that GitHub's
# runners have. Secrets come by environment or pipe, never as an argument.
set -euo pipefail

case $PERF_EVIDENCE_BUCKET in
  s3://*)
    aws s3 sync --no-progress "$1" "$PERF_EVIDENCE_BUCKET"
    ;;
  gs://*)
    if [[ -n ${GCS_KEY:-} ]]; then
      printf '%s' "$GCS_KEY" | gcloud auth activate-service-account --key-file=/dev/stdin
    fi
    gcloud storage rsync --recursive "$1" "$PERF_EVIDENCE_BUCKET"
    ;;
  *)
    echo "::error title=External storage::PERF_EVIDENCE_BUCKET must be s3://bucket/folder or gs://bucket/folder"
    exit 1
    ;;
esac
