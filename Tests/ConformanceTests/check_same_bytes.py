#!/usr/bin/env python3
"""Runs pipelines over the bundled archive in many ways that must not matter, and compares bytes.

usage: check_same_bytes.py [--program .build/release/sverdrup] [--seed 20240601] [--quick]
                           PIPELINE...

The reference is a run by one worker over the whole archive. Held against it, product by product:
runs by 2 and 7 workers; at every level of the kernels; the files delivered in a shuffled order in
8 and 64 portions with a run in a process of its own after each; every file delivered twice under
another name; a third of the files withdrawn, a run, and delivered again; a run killed at a random
moment and begun again. Of a run where files come twice, products are compared and the accounts
are not. `--quick` leaves the 64 portions out. The seed orders everything and is printed. The exit
status is 1 when a byte differs.
"""
import argparse
import hashlib
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ARCHIVE = "Fixtures/archive"


class Trial:
    """A root of its own with an archive that files are delivered to."""

    def __init__(self, arguments, pipeline, folder):
        self.program = arguments.program
        self.pipeline = pipeline
        self.root = pathlib.Path(folder)

    def deliver(self, files, rename=lambda path: path):
        for path in files:
            target = self.root / rename(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, target)

    def withdraw(self, files):
        for path in files:
            (self.root / path).unlink()

    def command(self, jobs):
        return [self.program, "run", self.pipeline, "--root", self.root, "--jobs", str(jobs), "--json"]

    def run(self, jobs=2, level=None):
        environment = dict(os.environ)
        if level:
            environment["KERNELS_LEVEL"] = str(level)
        done = subprocess.run(self.command(jobs), env=environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{self.pipeline}: exit {done.returncode}: {done.stderr[-2000:]}")
        return json.loads(done.stdout)

    def killed(self, seconds):
        job = subprocess.Popen(self.command(2), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        job.kill()
        job.wait()

    def products(self):
        found = sorted((self.root / "products").rglob("*.nc"))
        return {str(path.relative_to(self.root)): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in found}


def again(path):
    """Another name in the same folder that the same pattern matches."""
    head, tail = os.path.split(path)
    return f"{head}/second_{tail}"


def check(arguments, pipeline):
    generator = random.Random(arguments.seed)
    text = pathlib.Path(pipeline).read_text()
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / ARCHIVE).rglob("*.nc"))
    networks = {os.path.normpath(word).split("/")[2] for word in re.findall(ARCHIVE + r"/[^\"*]*", text)}
    files = [path for path in files if path.split("/")[2] in networks]
    failures = 0

    def trial(name, act):
        nonlocal failures
        with tempfile.TemporaryDirectory() as folder:
            one = Trial(arguments, pipeline, folder)
            act(one)
            found = one.products()
        same = found == reference
        differing = [key for key in sorted(set(found) | set(reference))
                     if found.get(key) != reference.get(key)]
        failures += not same
        print(f"  {name:44} {'same' if same else 'DIFFERS: ' + ', '.join(differing[:3])}", flush=True)

    def whole(one, **options):
        one.deliver(files)
        one.run(**options)

    def portions(count):
        def act(one):
            shuffled = files[:]
            generator.shuffle(shuffled)
            for k in range(count):
                portion = shuffled[k::count]
                if portion:
                    one.deliver(portion)
                    one.run()
        return act

    def twice(one):
        one.deliver(files)
        one.deliver(files, rename=again)
        one.run()

    def withdrawn(one):
        some = generator.sample(files, len(files) // 3)
        one.deliver(files)
        one.run()
        one.withdraw(some)
        one.run()
        one.deliver(some)
        one.run()

    def interrupted(one):
        one.deliver(files)
        one.killed(generator.uniform(0.1, 0.9) * duration)
        one.run()

    with tempfile.TemporaryDirectory() as folder:
        one = Trial(arguments, pipeline, folder)
        one.deliver(files)
        start = time.monotonic()
        one.run(jobs=1)
        duration = time.monotonic() - start
        reference = one.products()
    print(f"{pipeline}: {len(files)} files, {len(reference)} products, seed {arguments.seed}")
    if not reference:
        raise SystemExit(f"{pipeline}: no products")
    for jobs in (2, 7):
        trial(f"{jobs} workers", lambda one: whole(one, jobs=jobs))
    for level in (1, 3, 4):
        trial(f"kernels of level {level}", lambda one: whole(one, level=level))
    for count in (8,) if arguments.quick else (8, 64):
        trial(f"shuffled, in {count} portions", portions(count))
    trial("every file delivered twice", twice)
    trial("a third withdrawn and delivered again", withdrawn)
    for number in range(1 if arguments.quick else 5):
        trial(f"killed and begun again, {number + 1}", interrupted)
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pipelines", nargs="+")
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/release/sverdrup")
    parser.add_argument("--seed", type=int, default=20240601)
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    arguments.program = arguments.program.resolve()
    return 1 if sum(check(arguments, pipeline) for pipeline in arguments.pipelines) else 0


if __name__ == "__main__":
    sys.exit(main())
