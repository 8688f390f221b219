#!/usr/bin/env python3
"""Holds the reading of files against other programs, in pairs that alternate on one machine.

usage: pair.py DATA [--repetitions 5] [--only WORD]      (or: make benchmark)

DATA holds the files of $SVERDRUP_REFERENCE/peers/io/gen_io.py (mur --full, swath, ragged,
argomany) and some of many chunks; they are made when they are missing, which takes some minutes.
The C peers are built from $SVERDRUP_REFERENCE/peers/io into DATA/bin (libhdf5, libnetcdf,
libdeflate, libisal and zlib with their headers); the Python ones need netCDF4, xarray and hidefix
in the Python that runs this. Nothing of them is part of this project.

Each figure is the median of the repetitions, and each repetition is the better of two runs in one
process where a file is decoded, ours as theirs. Seconds are those of the processor unless a line
says wall; a ratio above 1 means that we are faster. A line ends with the goal and whether it is
met. The exit status is 1 when a goal is missed.
"""
import argparse
import importlib.util
import json
import math
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
OURS = HERE / ".build/release/FileBenchmark"
PEERS = pathlib.Path(os.environ.get("SVERDRUP_REFERENCE", "")) / "peers/io"
VARIABLES = [
    # Name, file, variable, output that says most, goals against: limit, hidefix, xarray, two threads
    ("L4", "mur.nc", "analysed_sst", 8, 14),
    ("L2P", "swath.nc", "sea_surface_temperature", 4, 6.5),
    ("ragged", "ragged.nc", "temperature", 2.2, 4),
]
CHUNKS = [1024, 4096, 16384, 65536]


def run(command, **environment):
    """The last line of a program's output, which is JSON."""
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        env=dict(os.environ, SWIFT_BACKTRACE="enable=no", **environment),
    )
    if done.returncode or not done.stdout.strip():
        raise SystemExit(f"{command}: {done.returncode} {done.stderr[-500:]}")
    result = json.loads(done.stdout.strip().splitlines()[-1])
    if "error" in result:
        raise SystemExit(f"{command}: {result['error']}")
    return result


def write_chunks(path, count):
    """A file of `count` chunks of 16 x 16 values."""
    import netCDF4
    import numpy

    side = math.isqrt(count) * 16
    with netCDF4.Dataset(path, "w") as file:
        file.createDimension("y", side)
        file.createDimension("x", side)
        variable = file.createVariable(
            "v", "i2", ("y", "x"), zlib=True, shuffle=True, chunksizes=(16, 16))
        variable[:] = (numpy.arange(side)[:, None] + numpy.arange(side)[None]).astype("i2")


def prepare(data):
    wanted = {"mur.nc": ["mur", "--full"], "swath.nc": ["swath"], "ragged.nc": ["ragged"],
              "argo": ["argomany"]}
    missing = [name for name in ("netCDF4", "xarray", "hidefix", "numpy")
               if importlib.util.find_spec(name) is None]
    if missing:
        raise SystemExit(f"{sys.executable} lacks {', '.join(missing)}: pip install {' '.join(missing)}")
    for name, words in wanted.items():
        if not (data / name).exists():
            subprocess.run([sys.executable, PEERS / "gen_io.py", data, *words], check=True)
    for count in CHUNKS:
        if not (data / f"chunks{count}.nc").exists():
            write_chunks(data / f"chunks{count}.nc", count)
    programs = data / "bin"
    if not (programs / "nc3").exists():
        programs.mkdir(exist_ok=True)
        for source in PEERS.glob("*.c"):
            shutil.copy(source, programs)
        shutil.copy(PEERS / "build.sh", programs)
        subprocess.run(["sh", programs / "build.sh"], check=True)
    subprocess.run(
        ["swift", "build", "-c", "release", "--product", "FileBenchmark"],
        cwd=HERE, check=True, stdout=subprocess.DEVNULL,
    )


class Pairs:
    def __init__(self, repetitions):
        self.repetitions = repetitions
        self.missed = 0

    def medians(self, programs):
        """Runs programs in turn, and gives the median of what each measures."""
        figures = {name: [] for name in programs}
        for _ in range(self.repetitions):
            for name, measure in programs.items():
                figures[name].append(measure())
        return {name: statistics.median(values) for name, values in figures.items()}

    def line(self, text, ratio, goal, at_most=False):
        met = ratio <= goal if at_most else ratio >= goal
        self.missed += not met
        sign = "<=" if at_most else ">="
        print(f"{text:58} {ratio:8.2f}  goal {sign} {goal:<6} {'met' if met else 'MISSED'}")
        sys.stdout.flush()


def decode(data, pairs, word):
    limits = data / "bin/dcr"
    for name, file, variable, goal, goal_two in VARIABLES:
        if word and word not in name:
            continue
        path = data / file

        def ours(kind, threads, clock):
            return lambda: run([OURS, "decode", path, variable, kind, threads, 2])[clock]

        def stages():
            return run([limits, path, variable, 1, "libdeflate", "stages", 1])["inflate_s"]

        programs = {
            "float": ours("float", 1, "cpu_min"),
            "double": ours("double", 1, "cpu_min"),
            "wall": ours("float", 1, "wall_min"),
            "wall two": ours("float", 2, "wall_min"),
            "limit": stages,
            "hidefix": lambda: run(
                [sys.executable, PEERS / "peer_read.py", "hidefix_raw", path, variable, 2],
                RAYON_NUM_THREADS="1")["cpu_min"],
            "xarray": lambda: run(
                [sys.executable, PEERS / "peer_read.py", "xr_netcdf4", path, variable, 2])["cpu_min"],
        }
        seconds = pairs.medians(programs)
        print(f"{name}: " + ", ".join(f"{k} {v:.4f}" for k, v in seconds.items()))
        mine = seconds["float"]
        pairs.line(f"{name}: share of the inflate limit, Float", seconds["limit"] / mine, 0.70)
        pairs.line(f"{name}: hidefix (packed) / ours (Float)", seconds["hidefix"] / mine, 1.6)
        pairs.line(f"{name}: xarray / ours (Float)", seconds["xarray"] / mine, goal)
        pairs.line(f"{name}: xarray / ours on two threads, wall", seconds["xarray"] / seconds["wall two"],
                   goal_two)
        pairs.line(f"{name}: one thread / two threads, wall", seconds["wall"] / seconds["wall two"], 1.75)


def memory(data, pairs):
    result = run([OURS, "mean", data / "mur.nc", "analysed_sst", 2, 2])
    pairs.line("L4: MB at most for the mean of 162 million values", result["peak_mb"], 150, at_most=True)


def small(data, pairs):
    """Opens files of one profile and reads the 19 variables that it is made of."""
    for name, folder, count, goals in [
        ("classic", "argo", 1000, {"netcdf-c": 4, "netCDF4": 100}),
        ("netCDF-4", "argo4", 500, {"netcdf-c": 5, "xarray": 30}),
    ]:
        files = data / folder
        programs = {
            "ours": [OURS, "small", files, "all", count],
            "netcdf-c": [data / "bin/nc3", "many", files, "netcdf", count],
            "netCDF4": [sys.executable, PEERS / "many_py.py", "netcdf4", files, 100],
            "xarray": [sys.executable, PEERS / "many_py.py", "xarray_", files, 60],
        }
        rates = pairs.medians({
            who: lambda command=command: run(command)["files_per_cpu_s"]
            for who, command in programs.items() if who == "ours" or who in goals
        })
        print(f"small {name} files a second of processor: "
              + ", ".join(f"{k} {v:.0f}" for k, v in rates.items()))
        for who, goal in goals.items():
            pairs.line(f"small {name} files: ours / {who}", rates["ours"] / rates[who], goal)


def chunks(data, pairs):
    """Whether the time to find chunks, and to read them, grows as their number does."""
    for name, mode, more in [("find", "first", []), ("decode", "decode", ["stored", 1])]:
        def measure(count):
            return run([OURS, mode, data / f"chunks{count}.nc", "v", *more, 5])["cpu_min"]

        seconds = pairs.medians(
            {count: lambda count=count: measure(count) for count in CHUNKS})
        each = {count: seconds[count] / count * 1e6 for count in CHUNKS}
        print(f"chunks, {name}: microseconds each: "
              + ", ".join(f"{count} {each[count]:.3f}" for count in CHUNKS))
        pairs.line(f"chunks, {name}: each of {CHUNKS[-1]} / each of {CHUNKS[0]}",
                   each[CHUNKS[-1]] / each[CHUNKS[0]], 1.5, at_most=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--only", help="L4, L2P, ragged, memory, small or chunks")
    arguments = parser.parse_args()
    if not PEERS.is_dir():
        raise SystemExit("SVERDRUP_REFERENCE names no directory with peers/io")
    data = arguments.data.resolve()
    data.mkdir(exist_ok=True)
    prepare(data)
    pairs = Pairs(arguments.repetitions)
    if arguments.only not in ("memory", "small", "chunks"):
        decode(data, pairs, arguments.only)
    if arguments.only in (None, "memory"):
        memory(data, pairs)
    if arguments.only in (None, "small"):
        small(data, pairs)
    if arguments.only in (None, "chunks"):
        chunks(data, pairs)
    raise SystemExit(1 if pairs.missed else 0)


if __name__ == "__main__":
    main()
