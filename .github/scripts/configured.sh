#!/usr/bin/env bash
# Tells the nightly job whether it has a target, by GITHUB_OUTPUT: ready=true|false, and seed=true|false where the
# voucher platform's database can be seeded. A target that is not configured is no failure: it is said and skipped.
set -euo pipefail

required=(PERF_BASE_URL PERF_EMAIL PERF_PASSWORD PERF_ORG_SLUG)
seeding=(SUPABASE_URL SUPABASE_SERVICE_ROLE_KEY SUPABASE_DB_URL)

# Prints those of the given names that are unset or blank: a job gets an absent secret as an empty variable.
missing() {
  local name
  for name; do
    [[ ${!name:-} =~ [^[:space:]] ]] || printf '%s\n' "$name"
  done
}

# In the list form of English: "A, B, C".
listed() {
  paste -sd, - | sed 's/,/, /g'
}

say() {
  echo "::notice title=Performance tests::$1"
  echo "$1" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
}

absent=$(missing "${required[@]}" | listed)
unseeded=$(missing "${seeding[@]}" | listed)
ready=true
seed=true

if [[ -n $absent ]]; then
  ready=false
  seed=false
  say "Skipped: no target is configured. Missing: $absent."
elif [[ -n $unseeded ]]; then
  seed=false
  say "Not seeded: the fixtures stay as they are. Missing: $unseeded."
fi

printf '%s\n' "ready=$ready" "seed=$seed" | tee -a "${GITHUB_OUTPUT:-/dev/null}"
