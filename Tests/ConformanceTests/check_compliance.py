#!/usr/bin/env python3
"""Scores netCDF files with the IOOS compliance checker and fails below full marks.

    check_compliance.py [--allow-missing] FILE...

Runs the suites cf:1.11 and acdd:1.3 in strict mode and prints, for each file and suite, the points
scored, the points possible and every point that was lost. With --allow-missing, points that are
lost because a global attribute is absent are printed but do not fail: only people know those facts.

Exit status: 0 full marks, 1 points lost, 69 the checker is not installed.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

SUITES = ["cf:1.11", "acdd:1.3"]

# How the checker says that a global attribute is absent.
ABSENT = re.compile(r" not present$|global attribute \w+ should exist")


def scores(path):
    """The report of the checker on one file: a dictionary from suite to result."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        tests = [word for suite in SUITES for word in ("--test", suite)]
        command = ["compliance-checker", *tests, "--criteria", "strict"]
        command += ["--format", "json", "--output", str(report), str(path)]
        run = subprocess.run(command, capture_output=True, text=True)
        if not report.exists():
            sys.exit(f"{path}: the checker gave no report:\n{run.stderr}")
        return json.loads(report.read_text())


def lost(result):
    """The checks that lost points: (priority, name, points, possible, messages)."""
    for priority in ("high", "medium", "low"):
        for check in result[f"{priority}_priorities"]:
            points, possible = check["value"]
            if points < possible:
                yield priority, check["name"], points, possible, check["msgs"]


def main(arguments):
    allow_missing = "--allow-missing" in arguments
    files = [argument for argument in arguments if argument != "--allow-missing"]
    if not files:
        sys.exit(__doc__)
    failed = False
    for path in files:
        report = scores(path)
        for suite in SUITES:
            result = report[suite]
            print(f"{path}: {suite} {result['scored_points']}/{result['possible_points']}")
            for priority, name, points, possible, messages in lost(result):
                is_missing = all(ABSENT.search(message) for message in messages)
                failed = failed or not (allow_missing and messages and is_missing)
                print(f"  {priority}: {name} {points}/{possible}")
                for message in messages:
                    print(f"    {message}")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except FileNotFoundError as error:
        print(f"compliance-checker is not installed: {error}", file=sys.stderr)
        sys.exit(69)
