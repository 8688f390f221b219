#!/usr/bin/env bash
# Builds the fuzzers with libFuzzer and the address sanitizer, and runs each from the kept corpus.
#
# usage: run.sh [seconds of each] [fuzzer ...]
#
# A finding ends with the input that made it in findings/ and exit code 1. With KEEP=1 what raises the
# coverage is added to the corpus, smallest inputs only.
set -uo pipefail
cd "$(dirname "$0")"
seconds=${1:-20}
shift || true
export ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no
swift build -c release --sanitize fuzzer -Xswiftc -sanitize=fuzzer,address \
  -Xcc -fsanitize=fuzzer-no-link,address 2>&1 | tail -n 3
[ "${PIPESTATUS[0]}" = 0 ] || exit 1
fuzzers=${*:-$(ls Corpora)}
mkdir -p findings
status=0
for fuzzer in $fuzzers; do
  found=$(mktemp -d)
  seeds=()
  case $fuzzer in ClassicReaderFuzzer | ObservationFileFuzzer | HDF5ReaderFuzzer) [ -d ../../Fixtures/networks ] && seeds=(../../Fixtures/networks) ;; esac
  if ".build/release/$fuzzer" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 -max_len=16384 \
    -artifact_prefix=findings/ "$found" "Corpora/$fuzzer" "${seeds[@]}" >"$found.log" 2>&1; then
    grep -E '^Done|DONE' "$found.log" | tail -n 1 | sed "s/^/$fuzzer: /"
  else
    status=1
    echo "$fuzzer: a finding" >&2
    tail -n 40 "$found.log" >&2
  fi
  if [ "${KEEP:-}" = 1 ]; then
    merged=$(mktemp -d)
    ".build/release/$fuzzer" -merge=1 -max_len=2048 "$merged" "Corpora/$fuzzer" "$found" >/dev/null 2>&1
    rm -rf "Corpora/$fuzzer"
    mv "$merged" "Corpora/$fuzzer"
  fi
  rm -rf "$found" "$found.log" /dev/shm/sverdrup-fuzzer-*.nc
done
exit $status
