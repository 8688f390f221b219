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
import os
import statistics
import subprocess
import sys
import tempfile


def given(case, *names):
    values = {**case["inputs"], **case["params"]}
    return [values.get(name) for name in names]


def has_missing(case, name):
    return None in case["inputs"].get(name, [])


def is_negative(case, *names):
    return any(isinstance(v, (int, float)) and v < 0 for v in given(case, *names))


def median_interval(case):
    """In seconds; None with a missing time."""
    times = case["inputs"]["tinp"]
    if None in times or len(times) < 2:
        return None
    return statistics.median(b - a for a, b in zip(times, times[1:])) / 1e9


def below_interval(case):
    interval = median_interval(case)
    return interval is not None and min(given(case, "suspect_threshold", "fail_threshold")) < interval


def has_backward_time(case):
    times = [t for t in case["inputs"]["tinp"] if t is not None]
    return any(b < a for a, b in zip(times, times[1:]))


def has_depth_window(case):
    return any(m.get("zspan") for m in case["params"]["members"])


def has_other_period(case):
    periods = {"month", "quarter", "week", "weekofyear", "dayofyear", "dayofweek", "year"}
    return any(m.get("period") not in periods | {None} for m in case["params"]["members"])


# Test, what tells a case whose difference is known, and why.
DIFFERENCES = [
    ("rate_of_change_test", lambda c: has_missing(c, "tinp"),
     "rate of change: without a time there is no rate; the peer passes the value"),
    ("rate_of_change_test", lambda c: len(c["inputs"]["inp"]) != len(c["inputs"]["tinp"]),
     "rate of change: the peer stretches inputs of one value over the others"),
    ("rate_of_change_test", lambda c: is_negative(c, "threshold", "fail_threshold"),
     "a limit of differences below 0 is refused; the peer marks every value"),
    ("flat_line_test", lambda c: has_missing(c, "tinp"),
     "flat line: with a missing time the peer marks every value"),
    ("flat_line_test", below_interval,
     "flat line: with a window below the sampling interval the peer marks every value"),
    ("flat_line_test", lambda c: len(c["inputs"]["inp"]) < 3 and has_missing(c, "inp"),
     "flat line: of fewer than three values the peer passes missing ones"),
    ("attenuated_signal_test", has_backward_time,
     "attenuated signal: where the clock runs backwards our record begins anew"),
    ("climatology_test", lambda c: has_depth_window(c) and has_missing(c, "zinp"),
     "climatology: the peer judges values of unknown depth by windows of depth"),
    ("climatology_test", lambda c: has_missing(c, "inp"),
     "climatology: the peer passes missing values that lie in a window"),
    ("climatology_test", has_other_period,
     "climatology: parts of a day and of a month are no seasons here"),
    ("density_inversion_test", lambda c: len(c["inputs"]["inp"]) == 1 and None in
     c["inputs"]["inp"] + c["inputs"]["zinp"],
     "density inversion: one level that is missing is missing; the peer does not evaluate it"),
    ("speed_test", lambda c: has_missing(c, "tinp"),
     "speed: without a time there is no speed; the peer passes the position"),
    ("speed_test", lambda c: any(v is not None and abs(v) > 90 for v in c["inputs"]["lat"]),
     "speed: a latitude beyond the poles is missing; the peer passes the position"),
    ("pressure_increasing_test", lambda c: has_missing(c, "inp"),
     "pressure increasing: missing levels are missing; the peer passes them"),
    ("percentile_range_test", lambda c: is_negative(c, "pad") or
     c["params"].get("low_percentile", 5) >= c["params"].get("hi_percentile", 95),
     "percentile range: bounds that hold nothing are refused"),
    ("time_gap_test", lambda c: c["inputs"]["tinp"][:1] == [None],
     "time gap: a first time that is missing is missing; the peer copies the second flag"),
    ("time_gap_test", lambda c: is_negative(c, "fail_span"),
     "time gap: a gap below 0 is refused"),
]


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


def check_program(program):
    """Whether the program answers what is no case, and tells files that hold none apart."""
    with tempfile.TemporaryDirectory() as folder:
        def run(text):
            path = os.path.join(folder, "cases.json")
            with open(path, "w") as file:
                file.write(text)
            done = subprocess.run([program, "qc", path], capture_output=True, text=True)
            return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]

        absent = subprocess.run([program, "qc", folder + "/none"], capture_output=True).returncode
        found = [absent, run("{")[0], run("[]")[0], run('{"cases": 5}')[0],
                 subprocess.run([program], capture_output=True).returncode]
        code, answers = run("""{"cases": [
          3, {"id": "a", "test": "qartod.none", "inputs": {}, "params": {}},
          {"id": "b", "test": "qartod.gross_range_test", "inputs": {"inp": [1, NaN, null, 1e308]},
           "params": {"fail_span": [0, 2], "other": 1}},
          {"id": "\\u00fc", "test": "qartod.gross_range_test",
           "inputs": {"inp": [1, NaN, null, -Infinity, 2.5]},
           "params": {"fail_span": [3, 0], "suspect_span": null}}]}""")
        found += [code, [list(a)[1] for a in answers], answers[-1]]
    expected = [66, 65, 65, 65, 64, 0, ["error", "error", "error", "flags"],
                {"id": "\u00fc", "flags": [1, 9, 9, 4, 1]}]
    if found != expected:
        print(f"DIFFERS: {program}: expected {expected}, found {found}")
    return found == expected


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("vectors", nargs="+")
    parser.add_argument("--program", default=".build/release/conformance")
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args()
    results = [check(arguments.program, path, arguments.verbose) for path in arguments.vectors]
    results.append(check_program(arguments.program))
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
