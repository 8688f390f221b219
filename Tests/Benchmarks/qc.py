#!/usr/bin/env python3
"""Holds the quality tests against other programs, in pairs that alternate on one machine.

usage: qc.py DATA [--n 1e6] [--repetitions 5] [--only WORD] [--program FILE]
       (or: make benchmark-qc)

The inputs and the peers' side are those of $SVERDRUP_REFERENCE/peers/qc/bench_qc.py; the Python
that runs this needs what it needs: ioos_qc, cotede, marine_qc, gsw, numpy, pandas and numba. Both sides
have their inputs in memory, run on one thread and leave the flags in memory.

In each repetition ours runs, the median of five passes in one process, then the peer once. Figures
are millions of values a second of processor time, medians of the repetitions. A line ends with the
goal for ours and whether it is met, and with the number of flags that differ from the peer's and
why they may. The exit status is 1 when a goal is missed or flags differ that should not.
"""
import argparse
import collections
import importlib.util
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ.setdefault(name, "1")

import numpy

HERE = pathlib.Path(__file__).resolve().parent
PEERS = pathlib.Path(os.environ.get("SVERDRUP_REFERENCE", "")) / "peers/qc/bench_qc.py"

Pair = collections.namedtuple("Pair", "job peer goal largest differ", defaults=(None, None))


def nowhere(ours, theirs, values):
    return ours != theirs


def missing_is_missing(ours, theirs, values):
    """The peer passes missing values in a season."""
    return (ours != theirs) & ~(numpy.isnan(values) & (ours == 9))


def signed_metric(ours, theirs, values):
    """The peer takes the size of a metric whose sign says spike or slope, and knows no 2."""
    return (ours != theirs) & ~((theirs == 0) & (ours == 2)) & (ours == 4) & (theirs != 4)


def marine_codes(ours, theirs, values):
    """The peer says 0 for good, 1 for bad, and 2 or 3 where a value is missing."""
    return ~(((ours == 1) & (theirs == 0)) | ((ours == 4) & (theirs == 1))
             | ((ours == 9) & numpy.isnan(values)))


def rounding(ours, theirs, values):
    """The peer's windows add and subtract: their rounding depends on what came before."""
    differing = ours != theirs
    return differing if differing.sum() > len(ours) / 10_000 else numpy.zeros_like(differing)


def aggregate(ours, theirs, values):
    """The record of ours says not evaluated where a value is missing."""
    return ours != numpy.where(theirs == 9, 2, theirs)


PAIRS = [
    Pair("gross_range", "numpy.gross_range_floor", 500, None, nowhere),
    Pair("gross_range", "cotede.global_range", 500),
    Pair("gross_range", "ioos.gross_range", 500, None, nowhere),
    Pair("spike_average", "numpy.spike_floor", 300, None, nowhere),
    Pair("spike_average", "ioos.spike_average", 300, None, nowhere),
    Pair("spike_differential", "ioos.spike_differential", 300, None, nowhere),
    Pair("spike_argo", "cotede.spike", 300, None, signed_metric),
    Pair("rate_of_change", "ioos.rate_of_change", 200, None, nowhere),
    Pair("density_inversion", "ioos.density_inversion", 200, None, nowhere),
    Pair("flat_line", "ioos.flat_line", 50, 1e6, nowhere),
    Pair("flat_line_worst", None, 50),
    Pair("attenuated_std_all", "ioos.attenuated_std_all", 50, None, nowhere),
    Pair("attenuated_std_window", "ioos.attenuated_std_window", 50, None, rounding),
    Pair("attenuated_range_window", "ioos.attenuated_range_window", 50, None, nowhere),
    Pair("attenuated_std_30days", None, 50),
    Pair("climatology_month12", "ioos.climatology_month12", 100, 1e6, missing_is_missing),
    Pair("climatology_month12_z3", "ioos.climatology_month12_z3", 100, 2e5, missing_is_missing),
    Pair("density_inversion_teos10", "cotede.density_inversion", 20),
    Pair("profile_argo_100lev", "cotede.profile_argo_100lev", 20, 1e5),
    Pair("medd", None, 1, 1e5),
    Pair("iquam_spike", "marine.spike_iquam", 1, 1e3, marine_codes),
    Pair("iquam_spike", None, 1),
    Pair("iquam_track", "marine.iquam_track", 1, 1e3, marine_codes),
    Pair("iquam_track", None, 1),
    Pair("speed", "ioos.speed", 5, 5e4, nowhere),
    Pair("location_haversine", "ioos.location_haversine", 30, None, nowhere),
    Pair("location_wgs84", "ioos.location_wgs84", 5, 5e4, nowhere),
    Pair("suite4", "ioos.suite4_pandas_stream", 100, 1e6),
]


def load_peers():
    if not PEERS.is_file():
        raise SystemExit("SVERDRUP_REFERENCE names no directory with peers/qc/bench_qc.py")
    specification = importlib.util.spec_from_file_location("bench_qc", PEERS)
    peers = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(peers)
    return peers


FILES = ("x", "tsec", "lat", "lon", "p", "temp", "sal", "rho")


class Inputs:
    """The peer's inputs of each length, in memory and as files."""

    def __init__(self, peers, folder):
        self.peers, self.folder, self.found = peers, folder, {}

    def __call__(self, count):
        if count not in self.found:
            values = self.peers.make(count)
            folder = self.folder / f"qc-{count}"
            if not all((folder / f"{name}.bin").exists() for name in FILES):
                write(values, folder)
            self.found[count] = values, folder
        return self.found[count]


def write(values, folder):
    import gsw

    folder.mkdir(parents=True, exist_ok=True)
    for name in FILES[:-1]:
        values[name].astype("<f8").tofile(folder / f"{name}.bin")
    salinity = gsw.SA_from_SP(values["sal"], values["p"], -40, 30)
    temperature = gsw.CT_from_t(salinity, values["temp"], values["p"])
    gsw.sigma0(salinity, temperature).astype("<f8").tofile(folder / "rho.bin")


def run_ours(program, folder, job, passes=5):
    with tempfile.NamedTemporaryFile() as file:
        done = subprocess.run(
            [program, folder, job, str(passes), file.name], capture_output=True, text=True,
            env=dict(os.environ, SWIFT_BACKTRACE="enable=no"))
        if done.returncode:
            raise SystemExit(f"{job}: {done.returncode} {done.stdout}{done.stderr[-500:]}")
        return json.loads(done.stdout), numpy.fromfile(file.name, numpy.uint8)


def flags_of(result):
    return numpy.asarray(numpy.ma.filled(numpy.ma.asarray(result), 255)).astype(numpy.uint8).ravel()


def suite_flags(values):
    """What ioos_qc makes of the four tests together."""
    from ioos_qc import qartod

    return flags_of(qartod.qartod_compare([
        qartod.gross_range_test(values["x"], (-2, 40), (5, 28)),
        qartod.spike_test(values["x"], 1.0, 5.0),
        qartod.rate_of_change_test(values["x"], values["t"], 0.02, 0.1),
        qartod.flat_line_test(values["x"], values["t"], 600, 1800, 0.001),
    ]))


def measure(pair, inputs, program, count, repetitions):
    if pair.largest:
        count = min(count, int(pair.largest))
    values, folder = inputs(count)
    peer = inputs.peers.T[pair.peer](values) if pair.peer else None
    ours, theirs = [], []
    flags = peer_flags = None
    for _ in range(repetitions):
        report, flags = run_ours(program, folder, pair.job)
        ours.append(count / report["cpu"] / 1e6)
        if peer:
            start = time.process_time()
            result = peer()
            theirs.append(count / (time.process_time() - start) / 1e6)
            peer_flags = result
    mine = statistics.median(ours)
    missed = mine < pair.goal
    text = f"{pair.job:24} {count:>9,} {mine:8.0f}  goal {pair.goal:>4} {'MISSED' if missed else 'met':6}"
    if peer:
        other = statistics.median(theirs)
        text += f"  {pair.peer:28} {other:9.4g}  ratio {mine / other:8.3g}"
    wrong = 0
    if pair.job == "suite4":
        expected, differ = suite_flags(values), aggregate
    elif pair.differ:
        expected, differ = flags_of(peer_flags), pair.differ
    else:
        expected = None
    if expected is not None:
        wrong = int(differ(flags, expected, values["x"]).sum())
        differing = int((flags != expected).sum())
        text += f"  flags differ: {differing}"
        if differing:
            text += f", {wrong} of them wrongly ({differ.__doc__ or 'no reason is known'})"
    print(text, flush=True)
    return missed + (wrong > 0)


def memory(inputs, program, count):
    _, folder = inputs(count)
    report, flags = run_ours(program, folder, "flat_line_stream", 1)
    added = report["peak_mb"]
    met = added <= 200
    print(f"{'flat_line_stream':24} {count:>9,} {count / report['cpu'] / 1e6:8.0f}  peak memory"
          f" {added:.0f} MB, the flags among them; goal 200 {'met' if met else 'MISSED'}", flush=True)
    return not met


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--n", type=float, default=1e6)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--only", help="a word that the name of a test holds, or memory")
    parser.add_argument("--program", type=pathlib.Path, help="a QualityBenchmark built before")
    arguments = parser.parse_args()
    program = arguments.program
    if not program:
        program = HERE / ".build/release/QualityBenchmark"
        subprocess.run(["swift", "build", "-c", "release", "--product", "QualityBenchmark"],
                       cwd=HERE, check=True, stdout=subprocess.DEVNULL)
    inputs = Inputs(load_peers(), arguments.data.resolve())
    print("millions of values a second of one processor; ours, goal, peer")
    failures = 0
    for pair in PAIRS:
        if not arguments.only or arguments.only in pair.job:
            failures += measure(pair, inputs, program, int(arguments.n), arguments.repetitions)
    if arguments.only in (None, "memory"):
        failures += memory(inputs, program, int(10 * arguments.n))
    raise SystemExit(1 if failures else 0)


if __name__ == "__main__":
    main()
