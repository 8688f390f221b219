#!/usr/bin/env python3
"""Holds the cells of grids against healpy and pyproj.

usage: check_grids.py [--program .build/debug/conformance] [--count 20000] [--seed 1]

For every level of HEALPix in both orders and every registered polar stereographic projection:
the cells of random positions in several turns of longitude must be those of the peer, without
exception; centres and corners of pixels must lie within 2e-12 degrees of healpy's, and those of
cells in a plane must be projected by PROJ to within a micrometre of where they belong. Needs numpy, healpy and pyproj. The exit status is 1 when anything differs, 69 when a peer is
not installed.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    import healpy
    import numpy
    import pyproj
except ImportError as error:
    print(f"check_grids.py: {error}")
    sys.exit(69)

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
EXTENTS = {False: (-3850e3, -5350e3, 3750e3, 5850e3), True: (-3950e3, -3950e3, 3950e3, 4350e3)}


def answers(program, cases):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"cases": [dict(case, id=str(i)) for i, case in enumerate(cases)]}, file)
        file.flush()
        done = subprocess.run([program, "resample", file.name], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return {answer["id"]: answer for answer in map(json.loads, done.stdout.splitlines())}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=ROOT / ".build/debug/conformance")
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random = numpy.random.default_rng(arguments.seed)
    n = arguments.count
    latitude = numpy.degrees(numpy.arcsin(random.uniform(-1, 1, n)))
    # PROJ takes no longitudes beyond some turns, so the peers get them within one.
    longitude = random.uniform(-180, 180, n)
    turned = longitude + random.integers(-2, 3, n) * 360
    positions = {"latitude": latitude.tolist(), "longitude": turned.tolist()}
    cases, expected = [], []

    def ask(function, inputs, params, theirs):
        cases.append({"function": function, "inputs": inputs, "params": params})
        expected.append(theirs)

    for level in range(14):
        nside = 1 << level
        some = random.integers(0, 12 * nside * nside, 200)
        for order in ("nested", "ring"):
            nest = order == "nested"
            params = {"grid": "healpix", "nside": nside, "order": order}
            ask("grid_cells", positions, params,
                healpy.ang2pix(nside, longitude, latitude, nest=nest, lonlat=True))
            east, north = healpy.pix2ang(nside, some, nest=nest, lonlat=True)
            ask("grid_centers", {"cell": some.tolist()}, params, (north, east))
            corners = healpy.boundaries(nside, some, 1, nest=nest).transpose(0, 2, 1).reshape(-1, 3)
            east, north = healpy.vec2ang(corners, lonlat=True)
            ask("grid_corners", {"cell": some.tolist()}, params, (north, east))
    for epsg in (3411, 3412, 3413, 3976, 3995, 3031):
        projection = pyproj.Proj(f"epsg:{epsg}")
        left, bottom, right, top = EXTENTS[epsg in (3412, 3976, 3031)]
        columns, rows = int((right - left) / 25e3), int((top - bottom) / 25e3)
        x, y = projection(longitude, latitude)
        column, row = numpy.floor((x - left) / 25e3), numpy.floor((y - bottom) / 25e3)
        inside = (0 <= column) & (column < columns) & (0 <= row) & (row < rows)
        params = {"grid": "polar_stereographic", "epsg": epsg, "kilometers": 25}
        ask("grid_cells", positions, params, numpy.where(inside, row * columns + column, -1))
        some = random.integers(0, rows * columns, 200)
        x, y = left + (some % columns + 0.5) * 25e3, bottom + (some // columns + 0.5) * 25e3
        # PROJ ends its inverse once it is within 1e-10 radians; the other way is closed.
        ask("grid_centers", {"cell": some.tolist()}, params, (projection, x, y))
        around = numpy.array([(-12.5e3, -12.5e3), (12.5e3, -12.5e3), (12.5e3, 12.5e3), (-12.5e3, 12.5e3)])
        ask("grid_corners", {"cell": some.tolist()}, params,
            (projection, (x[:, None] + around[:, 0]).ravel(), (y[:, None] + around[:, 1]).ravel()))

    found = answers(arguments.program, cases)
    failed, worst = 0, {"degrees": 0.0, "m": 0.0}
    for i, (case, theirs) in enumerate(zip(cases, expected)):
        ours = found[str(i)].get("results")
        if ours is None:
            print(case["function"], case["params"], found[str(i)])
            failed += 1
        elif case["function"] == "grid_cells":
            different = int((numpy.array(ours) != theirs).sum())
            if different:
                print(f"{case['params']}: {different} of {n} positions in other cells")
                failed += 1
        else:
            north, east = (numpy.array(ours[name]) for name in ("latitude", "longitude"))
            if len(theirs) == 3:
                x, y = theirs[0](east, north)
                off, limit, unit = max(abs(x - theirs[1]).max(), abs(y - theirs[2]).max()), 1e-6, "m"
            else:
                apart = (east - theirs[1] + 180) % 360 - 180
                # At a pole any longitude is right.
                across = numpy.where(abs(north) == 90, 0, apart * numpy.cos(numpy.radians(north)))
                off, limit, unit = max(abs(north - theirs[0]).max(), abs(across).max()), 2e-12, "degrees"
            worst[unit] = max(worst[unit], off)
            if not off <= limit:
                print(f"{case['function']} {case['params']}: {off:.2g} {unit} apart")
                failed += 1
    print(f"{len(cases)} comparisons, {failed} failed; places at most {worst['degrees']:.2g} degrees and"
          f" {worst['m']:.2g} m apart (seed {arguments.seed})")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
