#!/usr/bin/env python3
"""Compare the decoding of every variable with what an independent program decoded.

  check_variables.py SVERDRUP [--reference DIR] [--only PART]

SVERDRUP is the command. DIR (by default $SVERDRUP_REFERENCE) holds vectors/reading-oracle.json, whose
`decoded_variables` give for every numeric variable the stored type, shape, count, valid count, range,
mean and unit, and data/real with the files. Variables that the oracle calls ambiguous are told, not
counted. Refused files must be those that the oracle could not open either.
"""
import argparse
import concurrent.futures
import json
import math
import os
import subprocess
import sys

CDL = {
    "int8": "byte", "uint8": "ubyte", "int16": "short", "uint16": "ushort", "int32": "int",
    "uint32": "uint", "int64": "int64", "uint64": "uint64", "float32": "float", "float64": "double",
}


def close(a, b, scale, rtol):
    if a is None or b is None:
        return a is None and b is None
    if not (math.isfinite(a) and math.isfinite(b)):
        return a == b
    return abs(a - b) <= rtol * max(abs(b), scale) + 1e-300


def differences(expected, found):
    """In what one variable differs."""
    out = []
    kind = str(expected["dtype"])
    kinds = {kind, CDL.get(kind, kind)}
    if str(found.get("dtype")) not in kinds:
        out.append("type %s, not %s" % (found.get("dtype"), kind))
    if list(found.get("shape", [])) != list(expected["shape"]):
        out.append("shape %s, not %s" % (found.get("shape"), expected["shape"]))
    for key in ("n", "n_valid"):
        if found.get(key) != expected[key]:
            out.append("%s %s, not %s" % (key, found.get(key), expected[key]))
    scale = max(abs(expected["min"] or 0), abs(expected["max"] or 0))
    for key, rtol in (("min", 1e-12), ("max", 1e-12), ("mean", 1e-9)):
        if not close(found.get(key), expected[key], scale, rtol):
            out.append("%s %s, not %s" % (key, found.get(key), expected[key]))
    unit = (expected.get("units") or "").strip() or None
    if unit != ((found.get("units") or "").strip() or None):
        out.append("unit %r, not %r" % (found.get("units"), expected.get("units")))
    return out


def look(command, path):
    p = subprocess.run(
        [command, "inspect", "--variables", "--json", path],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=600,
    )
    if p.returncode < 0:
        return {"fault": "killed by signal %d" % -p.returncode}
    text = p.stdout.decode("utf-8", "replace")
    start = text.find("{")
    return json.loads(text[start:]) if start >= 0 else {"fault": "no JSON"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command")
    parser.add_argument("--reference", default=os.environ.get("SVERDRUP_REFERENCE", ""))
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=1)
    a = parser.parse_args()
    with open(os.path.join(a.reference, "vectors", "reading-oracle.json"), encoding="utf-8") as f:
        oracle = json.load(f)
    names = [n for n in sorted(oracle) if a.only in n]
    paths = [os.path.join(a.reference, "data", "real", n) for n in names]
    counted = agree = doubtful = 0
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        for name, result in zip(names, pool.map(lambda p: look(a.command, p), paths)):
            expected = oracle[name].get("decoded_variables") or []
            if isinstance(expected, dict):
                expected = [dict(v, name=k) for k, v in expected.items()]
            found = {v["name"]: v for v in result.get("decoded_variables") or []}
            if "fault" in result:
                print("DIFFER %s: %s" % (name, result["fault"]))
                counted += max(1, len(expected))
                continue
            for variable in expected:
                mine = found.get(variable["name"])
                wrong = ["is missing"] if mine is None else differences(variable, mine)
                if variable.get("ambiguous"):
                    doubtful += 1
                    if wrong:
                        print("doubtful %s %s: %s (%s)" % (
                            name, variable["name"], "; ".join(wrong), variable.get("note", "")))
                    continue
                counted += 1
                if wrong:
                    print("DIFFER %s %s: %s" % (name, variable["name"], "; ".join(wrong)))
                else:
                    agree += 1
    print("%d of %d variables agree; %d more are doubtful" % (agree, counted, doubtful))
    return 0 if agree == counted else 1


if __name__ == "__main__":
    sys.exit(main())
