#!/usr/bin/env python3
"""Holds resampling and summarising against other programs, in pairs on one machine.

usage: resample.py DATA [--only PART]... [--repetitions 3] [--quick]
       (or: make benchmark-resample)

Each part is a module in resampling/ with a function `run(context)` that returns rows `Row`: what
ours took, what the peer took, in what unit, and the goal for the ratio peer/ours or for ours. The
peers and their inputs are those of $SVERDRUP_REFERENCE/peers/resample; what they need is
installed by the target of the Makefile. The exit status is 1 when a goal is missed.
"""
import argparse
import collections
import dataclasses
import importlib.util
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PEERS = pathlib.Path(os.environ.get("SVERDRUP_REFERENCE", "")) / "peers/resample"


class Row(collections.namedtuple("Row", "name ours theirs unit goal met note",
                                 defaults=(None, None, ""))):
    """One comparison: figures of ours and of the peer in `unit`, less is better; `theirs` is None
    where the goal is for ours alone; `goal` as text; `met` True, False, or None without a goal."""

    @property
    def ratio(self):
        return None if self.theirs is None or not self.ours else self.theirs / self.ours


@dataclasses.dataclass
class Context:
    """What a part needs: where inputs are and may be made, and the programs."""
    data: pathlib.Path
    repetitions: int
    quick: bool
    program: pathlib.Path
    sverdrup: pathlib.Path
    peers: pathlib.Path = PEERS
    python: str = sys.executable
    Row: type = Row

    def ours(self, *arguments, environment=None):
        """The line of JSON that a part of ResamplingBenchmark prints."""
        done = subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True,
                              env={**os.environ, **(environment or {})})
        if done.returncode:
            raise RuntimeError(f"{arguments}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout.splitlines()[-1])

    def peer(self, script, *arguments, environment=None):
        """The line of JSON that a script of the peers prints."""
        done = subprocess.run([self.python, self.peers / script, *map(str, arguments)],
                              capture_output=True, text=True, cwd=self.peers,
                              env={**os.environ, **(environment or {})})
        if done.returncode:
            raise RuntimeError(f"{script} {arguments}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout.splitlines()[-1])

    def made(self, name, script, *arguments):
        """An input that a generator of the peers makes when it is not there."""
        path = self.data / name
        if not path.exists():
            subprocess.run([self.python, self.peers / script, *map(str, arguments)], check=True,
                           cwd=self.peers, stdout=subprocess.DEVNULL)
        return path


def part(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--only", action="append")
    parser.add_argument("--repetitions", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="small sizes, to try the script")
    parser.add_argument("--program", type=pathlib.Path,
                        default=HERE / ".build/release/ResamplingBenchmark")
    parser.add_argument("--sverdrup", type=pathlib.Path,
                        default=HERE.parent.parent / ".build/release/sverdrup")
    arguments = parser.parse_args()
    if not PEERS.is_dir():
        sys.exit("SVERDRUP_REFERENCE does not lead to the peers' scripts")
    if arguments.program == HERE / ".build/release/ResamplingBenchmark":
        subprocess.run(["swift", "build", "-c", "release", "--product", "ResamplingBenchmark"],
                       cwd=HERE, check=True, stdout=sys.stderr)
    arguments.data.mkdir(parents=True, exist_ok=True)
    context = Context(arguments.data.resolve(), arguments.repetitions, arguments.quick,
                      arguments.program, arguments.sverdrup)
    paths = sorted((HERE / "resampling").glob("*.py"))
    known = [path.stem for path in paths]
    for name in arguments.only or []:
        if name not in known:
            sys.exit(f"there is no part {name}; the parts are {', '.join(known)}")
    memory = context.ours("memory")["gigabytes_per_second"]
    print(f"memory: {memory} GB/s read by one thread")
    missed = 0
    for path in paths:
        if arguments.only and path.stem not in arguments.only:
            continue
        print(f"## {path.stem}", flush=True)
        for row in part(path).run(context):
            ratio = "" if row.ratio is None else f"{row.ratio:8.1f}x"
            theirs = "" if row.theirs is None else f"{row.theirs:12.4g}"
            met = {True: "met", False: "MISSED", None: ""}[row.met]
            missed += row.met is False
            print(f"{row.name:44} {row.ours:12.4g} {theirs:>12} {row.unit:10} {ratio:>9} "
                  f"{row.goal or '':22} {met:6} {row.note}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
