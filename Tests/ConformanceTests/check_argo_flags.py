"""Holds the flags of the suite argo-realtime against those that data centres gave real Argo files.

    python check_argo_flags.py SVERDRUP FILE...

For each file and variable a table: the provider's verdict down, that of the suite across, counts
of values. Where the two differ, the tests that made the difference follow. The provider's verdicts
are for the values that are read: adjusted ones in data modes A and D.
"""

import collections
import os
import subprocess
import sys
import tempfile

import netCDF4
import numpy as np

WORDS = {0: "none", 1: "good", 2: "prob. good", 3: "suspect", 4: "bad", 9: "missing"}


def ours(tests):
    """The verdict of several tests in QARTOD's scheme, as an Argo code."""
    stack = np.stack(list(tests.values()))
    verdict = np.where((stack == 1).any(0), 1, 0)
    verdict = np.where((stack == 3).any(0), 3, verdict)
    verdict = np.where((stack == 4).any(0), 4, verdict)
    return np.where((stack == 9).any(0), 9, verdict)


def show(name, provider, verdict, tests):
    present = verdict != 9
    columns = [c for c in (1, 3, 4, 0) if (verdict[present] == c).any()]
    print(f"  {name}: {present.sum()} values")
    print("    " + "provider".ljust(12) + "".join(("suite " + WORDS[c]).rjust(16) for c in columns))
    for code in np.unique(provider[present]):
        row = present & (provider == code)
        counts = "".join(str(int((row & (verdict == c)).sum())).rjust(16) for c in columns)
        print("    " + WORDS[int(code)].ljust(12) + counts)
    causes = collections.Counter()
    for i in np.flatnonzero(present & (verdict >= 3)):
        names = "+".join(sorted(n for n, flags in tests.items() if flags[i] == verdict[i]))
        causes[(int(provider[i]), int(verdict[i]), names)] += 1
    for (code, verdict_code, names), count in sorted(causes.items()):
        print(f"    {count} {WORDS[verdict_code]} by {names}, provider {WORDS[code]}")


def check(program, path, folder):
    output = os.path.join(folder, "flags.nc")
    run = subprocess.run(
        [program, "qc", path, "--suite", "argo-realtime", "--each-test", "--scheme", "argo",
         "--output", output],
        capture_output=True, text=True,
    )
    print(os.path.basename(path))
    if run.returncode:
        print("  " + run.stderr.strip())
        return False
    with netCDF4.Dataset(output) as file:
        file.set_auto_mask(False)
        for name in list(file.variables):
            if name + "_qc_tests" not in file.variables:
                continue
            prefix = name + "_qc_"
            tests = {
                other[len(prefix):]: file[other][:]
                for other in file.variables
                if other.startswith(prefix) and not other.startswith(prefix + "tests")
            }
            if not tests:
                continue
            verdict = ours(tests)
            provider = name + "_provider_qc"
            if provider in file.variables and (verdict != 9).any():
                show(name, file[provider][:], verdict, tests)
    os.remove(output)
    return True


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit("usage: check_argo_flags.py SVERDRUP FILE...")
    with tempfile.TemporaryDirectory() as folder:
        done = [check(sys.argv[1], path, folder) for path in sys.argv[2:]]
    sys.exit(0 if all(done) else 1)
