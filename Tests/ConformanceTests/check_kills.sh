#!/usr/bin/env bash
# Kills the demonstration at random times, runs it again, and compares every product with those of
# an undisturbed run.
#
# usage: check_kills.sh [times] [seed]
#
# Run from the root of the package after a release build. Under the name of a product there must be
# nothing or the whole product at any time, and after the second run all must be the same bytes, with
# the same accounts and nothing left over.
set -euo pipefail
times=${1:-20}
RANDOM=${2:-20240601}
command=$PWD/.build/release/sverdrup
pipeline=$PWD/Pipelines/yellow-sea-daily.yaml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

make_root() {
  mkdir -p "$1/Fixtures"
  cp -r Fixtures/archive "$1/Fixtures/"
}

make_root "$work/undisturbed"
start=$(date +%s%N)
"$command" run "$pipeline" --root "$work/undisturbed" --json >"$work/accounts.json" 2>/dev/null
duration=$((($(date +%s%N) - start) / 1000000))
echo "an undisturbed run takes $duration ms"
accounts() { "$command" status "$pipeline" --root "$1" --json; }
accounts "$work/undisturbed" >"$work/expected"

same=0
killed=0
for ((i = 1; i <= times; i++)); do
  root=$work/$i
  make_root "$root"
  delay=$((RANDOM * duration / 32768))
  "$command" run "$pipeline" --root "$root" >/dev/null 2>&1 &
  job=$!
  sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
  if kill -9 "$job" 2>/dev/null; then killed=$((killed + 1)); fi
  wait "$job" 2>/dev/null || true
  whole=yes
  for product in "$root"/products/yellow-sea-daily/*.nc; do
    [ -e "$product" ] || continue
    cmp -s "$product" "$work/undisturbed/products/yellow-sea-daily/$(basename "$product")" || whole=no
  done
  "$command" run "$pipeline" --root "$root" >/dev/null 2>&1
  if [ $whole = yes ] \
    && diff -r "$root/products" "$work/undisturbed/products" >/dev/null \
    && [ "$(accounts "$root" | sed "s#$root#$work/undisturbed#g")" = "$(cat "$work/expected")" ]; then
    same=$((same + 1))
  else
    echo "run $i, killed after $delay ms: different" >&2
  fi
  rm -rf "$root"
done
echo "$killed killed, $same of $times the same after running again"
[ "$same" = "$times" ]
