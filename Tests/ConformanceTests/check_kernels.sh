#!/usr/bin/env bash
# Checks the release build of the kernels: no symbol of an AVX build may stand in for a baseline
# one, the vector instructions of each level are there, and every level gives the same bits on
# every processor, old ones included.
#
# usage: check_kernels.sh [BUILD_FOLDER]
set -euo pipefail
cd "$(dirname "$0")/../.."
build=${1:-.build/release}
failures=0
fail() { echo "check_kernels: $*" >&2; failures=1; }

if [ "$(uname -m)" != x86_64 ]; then
  echo "check_kernels: one build of the kernels on this architecture, nothing to compare"
  exit 0
fi

# The linker keeps one copy of a weak symbol; were it that of an AVX build, older processors would
# stop at it. Symbols that bear the name of the module have one copy only.
for level in 3 4; do
  weak=$(nm "$build/KernelsV$level.build/"*.o | grep ' W ' | grep -v " \$s9KernelsV$level" || true)
  [ -z "$weak" ] || fail "weak symbols in KernelsV$level:"$'\n'"$weak"
done

# Widest registers of each level in the loops that matter.
named='decode|exponentials|copyStored|accumulate|grade(Range|Spike|RateOf|DensityI)|markSteps|(onservativeTemperature|ensity|freezingTemperature).*Span'
widest() { # level register
  objdump -d --no-show-raw-insn "$build/KernelsV$1.build/"*.o |
    awk -v named="$named" -v register="%$2" '
      /^[0-9a-f]+ <.*>:$/ { name = ($0 ~ named) ? $2 : ""; if (name != "") seen[name] += 0 }
      name != "" && index($0, register) { seen[name]++ }
      END { for (n in seen) print seen[n], n }'
}
expect() { # level register some|none
  local lines
  lines=$(widest "$1" "$2")
  [ -n "$lines" ] || fail "no kernels found in KernelsV$1"
  while read -r count name; do
    case $name in
    *T*F*|*"\$s"*) ;;
    *) continue ;;
    esac
    if [ "$3" = none ] && [ "$count" != 0 ]; then fail "V$1 uses $2 in $name"; fi
    if [ "$3" = some ] && [ "$count" = 0 ]; then fail "V$1 has no $2 in $name"; fi
  done <<<"$lines"
}
expect 1 ymm none
expect 1 zmm none
expect 3 ymm some
expect 3 zmm none
expect 4 zmm some

# The same bits everywhere.
reference=$(KERNELS_LEVEL=1 "$build/KernelBits" | grep -v '^level')
compare() { # what expected-level output
  local level
  level=$(head -1 <<<"$3")
  [ -z "$2" ] || [ "$level" = "level $2" ] || fail "$1 runs $level, expected $2"
  if [ "$(grep -v '^level' <<<"$3")" != "$reference" ]; then
    fail "$1 gives other bits:"$'\n'"$3"$'\n'"expected:"$'\n'"$reference"
  fi
  echo "$1: $level, same bits"
}
for level in 1 3 4; do
  compare "KERNELS_LEVEL=$level" "" "$(KERNELS_LEVEL=$level "$build/KernelBits")"
done
if command -v qemu-x86_64 >/dev/null; then
  # What the emulator says on standard error is that it leaves out features of these processors.
  emulated() { qemu-x86_64 -cpu "$1" "$build/KernelBits" 2>/dev/null || echo "ends with $?"; }
  compare core2duo 1 "$(emulated core2duo)"
  compare Nehalem 1 "$(emulated Nehalem)"
  compare Haswell 3 "$(emulated Haswell)"
else
  fail "qemu-x86_64 is missing; install the Debian package qemu-user"
fi
exit $failures
