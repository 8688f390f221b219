#!/usr/bin/env python3
"""Compares what the conformance program makes of quality check vectors with what they expect.

  check_quality.py VECTORS... [--program .build/release/conformance] [--verbose]

A case is `expected` flags, `expected_error` for a call that must be refused, or `disputed`: the
answer of the peer looks like a defect, and ours is printed beside it. Cases that make_quality_cases.py
wrote may differ from the peer for a reason listed in DIFFERENCES below and in the article
QualityDifferences. Exit status: 0 all others agree, 1 some differ.
Only the standard library is used.
"""
import argparse
import collections
import json
import subprocess
import sys


# Test, what tells a case whose difference is known, and why.
DIFFERENCES = []


def known_difference(case):
    for test, tells, reason in DIFFERENCES:
        if case["test"].endswith(test) and tells(case):
            return reason
    return None


def check(program, path, verbose):
    with open(path) as file:
        cases = json.load(file)["cases"]
    run = subprocess.run([program, "qc", path], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{program} qc {path}: exit code {run.returncode}: {run.stderr.strip()}")
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    if [a["id"] for a in answers] != [c["id"] for c in cases]:
        sys.exit(f"{path}: the answers are not one for each case, in order")
    count = collections.Counter()
    reasons = collections.Counter()
    differing = []
    for case, answer in zip(cases, answers):
        ours = "refused" if "error" in answer else answer["flags"]
        theirs = "refused" if "expected_error" in case else case["expected"]
        if case.get("disputed"):
            count["disputed"] += 1
            if verbose:
                print(f"disputed {case['id']} {case['test']}: peer {theirs}, ours {ours}")
        elif ours == theirs:
            count["refused alike" if ours == "refused" else "same flags"] += 1
        elif (reason := known_difference(case)) is not None:
            count["known difference"] += 1
            reasons[reason] += 1
        else:
            count["differ"] += 1
            differing.append((case, theirs, answer))
    print(f"{path}: {len(cases)} cases: "
          + ", ".join(f"{n} {what}" for what, n in sorted(count.items())))
    for reason, n in sorted(reasons.items()):
        print(f"  {n:4d} {reason}")
    for case, theirs, answer in differing:
        print(f"DIFFERS {case['id']} {case['test']} {json.dumps(case['inputs'])[:300]} "
              f"{json.dumps(case['params'])[:300]}\n  expected {theirs}\n  ours     "
              f"{answer.get('flags', answer.get('error'))}")
    return not differing


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("vectors", nargs="+")
    parser.add_argument("--program", default=".build/release/conformance")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    results = [check(arguments.program, path, arguments.verbose) for path in arguments.vectors]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
