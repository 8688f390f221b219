#!/usr/bin/env python3
"""Holds the functions of seawater against the C library gsw through its Python package.

usage: seawater.py [--levels 200000]

Both compute the same random waters (0 to 42 g/kg, -2 to 35 degrees, 0 to 8000 dbar) on one
processor. Nanoseconds a level are the least of ten repetitions of processor time; the last column
is the largest difference of the results. Needs gsw and numpy in the Python that runs this.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile
import time

import gsw
import numpy

HERE = pathlib.Path(__file__).resolve().parent
OURS = HERE / ".build/release/SeawaterBenchmark"


def least(function, *inputs):
    """The result, and the least processor time of ten calls in nanoseconds a level."""
    times = []
    for _ in range(10):
        start = time.process_time_ns()
        result = function(*inputs)
        times.append(time.process_time_ns() - start)
    return result, min(times) / len(result)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--levels", type=int, default=200_000)
    parser.add_argument("--program", default=OURS, help="instead of building it")
    arguments = parser.parse_args()
    if arguments.program == OURS:
        subprocess.run(
            ["swift", "build", "-c", "release", "--product", "SeawaterBenchmark"],
            cwd=HERE, check=True, stdout=subprocess.DEVNULL,
        )
    random = numpy.random.default_rng(1)
    s = random.uniform(0, 42, arguments.levels)
    t = random.uniform(-2, 35, arguments.levels)
    p = random.uniform(0, 8000, arguments.levels)
    mean = (p[:-1] + p[1:]) / 2
    peers = {
        "CT_from_t": (gsw.CT_from_t, s, t, p),
        "rho": (gsw.rho, s, t, p),
        # Both levels of a pair: gsw computes one at a time.
        "pot_rho_first": (gsw.rho, s[:-1], t[:-1], mean),
        "pot_rho_second": (gsw.rho, s[1:], t[1:], mean),
        "t_freezing_poly": (gsw.t_freezing_poly, s, p, 1.0),
        "pt_from_CT": (gsw.pt_from_CT, s, t),
        "t_from_CT": (gsw.t_from_CT, s, t, p),
        "sound_speed": (gsw.sound_speed, s, t, p),
        "t_freezing": (gsw.t_freezing, s, p, 1.0),
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, values in [("salinity", s), ("temperature", t), ("pressure", p)]:
            values.tofile(f"{folder}/{name}")
        done = subprocess.run(
            [arguments.program, folder], check=True, capture_output=True, text=True)
        ours = json.loads(done.stdout)
        print(f"kernels of level {ours['level']}, gsw {gsw.__version__}, {arguments.levels} levels")
        print(f"{'function':18}{'ours, ns':>10}{'gsw, ns':>10}{'ratio':>8}{'difference':>12}")
        second = least(*peers["pot_rho_second"])[1]
        for name, (function, *inputs) in peers.items():
            result, theirs = least(function, *inputs)
            difference = numpy.abs(numpy.fromfile(f"{folder}/{name}") - result).max()
            if name == "pot_rho_second":
                print(f"{name:18}{'':28}{difference:12.2g}")
                continue
            if name == "pot_rho_first":
                theirs += second
            ratio = theirs / ours[name]
            print(f"{name:18}{ours[name]:10.2f}{theirs:10.1f}{ratio:8.1f}{difference:12.2g}")


if __name__ == "__main__":
    main()
