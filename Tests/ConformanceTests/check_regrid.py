#!/usr/bin/env python3
"""Holds `sverdrup regrid` against analytic fields, and against CDO on the same fields.

usage: check_regrid.py [--program .build/release/sverdrup] [--pair 360x500]... [--no-cdo] [--json]

The fields and the measures are those of $SVERDRUP_REFERENCE/peers/resample/oracle_fields.py: point
values for the methods that interpolate, means of cells for the conservative ones. A pair is the
number of columns of source and target; both have half as many rows. CDO, where it is installed,
runs on the same files (oracle_cdo.py does the same).

Held: constants to 4e-16; conservation to 1e-15; nested means to 1e-13; orders of 1.9 (bilinear,
conservative of second order) and 3 (bicubic); no value beyond the range of the source but
for bicubic and the second order; no error in the square mean above that of CDO, but for what rounding
leaves; a two-hundredth more is allowed the methods that choose among values, which is chance, and a
tenth where every value is so chosen, and to bicubic on the field with a kink. Exit status: 0 all
hold, 1 some do not. Needs numpy and netCDF4.
"""
import argparse
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

METHODS = {
    "nearest": "remapnn",
    "bilinear": "remapbil",
    "bicubic": "remapbic",
    "inverse_distance": "remapdis",
    "conservative": "remapcon",
    "conservative_second_order": "remapcon2",
    "largest_area_fraction": "remaplaf",
}
MEANS = {"conservative", "conservative_second_order", "largest_area_fraction"}
# Of values at the same distance, or with the same part of a cell, programs choose another one.
CHOOSING = {"nearest", "largest_area_fraction"}
ROUNDING = 1e-13


def write(path, columns, fields, oracle):
    import netCDF4
    import numpy
    longitude, latitude = oracle.grid(columns, columns // 2)
    with netCDF4.Dataset(path, "w") as file:
        for name, values, standard_name, units in (
            ("lon", longitude, "longitude", "degrees_east"),
            ("lat", latitude, "latitude", "degrees_north"),
        ):
            file.createDimension(name, len(values))
            variable = file.createVariable(name, "f8", (name,))
            variable[:] = numpy.degrees(values)
            variable.standard_name, variable.units = standard_name, units
        for name, values in fields.items():
            file.createVariable(name, "f8", ("lat", "lon"))[:] = values


def measured(path, columns, sources, area, references, oracle):
    """The measures of each field of a file; `above` and `below` are against the source."""
    import netCDF4
    import numpy
    rows = columns // 2
    found = {}
    with netCDF4.Dataset(path) as file:
        for name, reference in references.items():
            values = numpy.ma.filled(file[name][:].astype("f8"), numpy.nan)
            source = sources[name]
            measures = oracle.metrics(values, reference, rows, float((area * source).sum()))
            measures["above"] = float((numpy.nanmax(values) - source.max()) / abs(source).max())
            measures["below"] = float((source.min() - numpy.nanmin(values)) / abs(source).max())
            found[name] = measures
    return found


def compare(pair, program, with_cdo, folder, oracle):
    import numpy
    columns, target = pair
    rows = columns // 2
    area = oracle.area_lat(rows)[:, None] * 2 * numpy.pi / columns
    points = {name: oracle.points(name, columns, rows) for name in oracle.FIELDS}
    means = {name: oracle.cellmean(name, columns, rows) for name in oracle.FIELDS}
    # Its means are 1 but for the rounding of their integration.
    means["const"] = points["const"]
    write(folder / "points.nc", columns, points, oracle)
    write(folder / "means.nc", columns, means, oracle)
    write(folder / "target.nc", target, {"c": oracle.points("const", target, target // 2)}, oracle)
    exact = {
        True: {name: oracle.cellmean(name, target, target // 2) for name in oracle.FIELDS},
        False: {name: oracle.points(name, target, target // 2) for name in oracle.FIELDS},
    }
    exact[True]["const"] = exact[False]["const"]
    results = {}
    for method, operator in METHODS.items():
        is_mean = method in MEANS
        source = folder / ("means.nc" if is_mean else "points.nc")
        sources = means if is_mean else points
        subprocess.run(
            [program, "regrid", source, "--like", folder / "target.nc", "--method", method,
             "--output", folder / "ours.nc"],
            check=True, stdout=subprocess.DEVNULL,
        )
        results["ours", method] = measured(
            folder / "ours.nc", target, sources, area, exact[is_mean], oracle)
        if with_cdo:
            subprocess.run(
                ["cdo", "-s", "-O", "-P", "2", "-b", "F64", f"{operator},{folder}/target.nc",
                 source, folder / "theirs.nc"],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            results["cdo", method] = measured(
                folder / "theirs.nc", target, sources, area, exact[is_mean], oracle)
    return results


def judge(pair, results, problems):
    """What does not hold for one pair of grids."""
    columns, target = pair
    is_nested = columns % target == 0
    for (program, method), fields in results.items():
        if program != "ours":
            continue
        for name, found in fields.items():
            place = f"{columns}->{target} {method} {name}"
            theirs = results.get(("cdo", method), {}).get(name)
            if found["missing"]:
                problems.append(f"{place}: {found['missing']} missing values")
            if name == "const" and found["linf"] > 4e-16:
                problems.append(f"{place}: a constant is off by {found['linf']:.1e}")
            if method in ("conservative", "conservative_second_order") and found["cons"] > 1e-15:
                problems.append(f"{place}: the sum is off by {found['cons']:.1e}")
            # The reference means of the two others are exact to some 1e-8 alone: kinks.
            if method == "conservative" and is_nested and name in ("y22", "y1632"):
                if found["linf"] > 1e-13:
                    problems.append(f"{place}: nested means are off by {found['linf']:.1e}")
            if method not in ("bicubic", "conservative_second_order"):
                if max(found["above"], found["below"]) > 4e-16:
                    problems.append(f"{place}: leaves the range of the source")
            slack = 1e-6
            if method in CHOOSING:
                # Every target of a nested pair lies at the same distance from several centres.
                slack = 0.1 if is_nested else 5e-3
            elif method == "bicubic" and name == "sinusoid":
                # It has a kink, which slopes from five centres feel from farther away.
                slack = 0.1
            if theirs and found["l2"] > theirs["l2"] * (1 + slack) + ROUNDING:
                problems.append(f"{place}: error {found['l2']:.3e}, that of CDO {theirs['l2']:.3e}")


def judge_orders(all_results, problems):
    """The orders between two pairs that halve the step."""
    pairs = sorted(all_results)
    for coarse in pairs:
        fine = (coarse[0] * 2, coarse[1] * 2)
        if fine not in all_results:
            continue
        for method, least in (
            ("bilinear", 1.9), ("conservative_second_order", 1.9), ("bicubic", 3)
        ):
            if coarse[0] % coarse[1] == 0 and method in MEANS:
                # Nested means are exact already.
                continue
            for name in ("y22", "y1632", "vortex"):
                errors = [all_results[p]["ours", method][name]["l2"] for p in (coarse, fine)]
                order = math.log2(errors[0] / errors[1])
                print(f"order of {method} on {name}, {coarse[0]}->{coarse[1]}: {order:.2f}")
                if order < least:
                    problems.append(f"{method} {name}: order {order:.2f} below {least}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=".build/release/sverdrup")
    parser.add_argument("--pair", action="append", help="columns of source and target")
    parser.add_argument("--no-cdo", action="store_true")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    reference = os.environ.get("SVERDRUP_REFERENCE")
    if not reference:
        print("skipped: SVERDRUP_REFERENCE does not lead to the analytic fields")
        return 0
    sys.path.insert(0, f"{reference}/peers/resample")
    import oracle_fields
    with_cdo = shutil.which("cdo") is not None and not arguments.no_cdo
    if not with_cdo:
        print("CDO is left out")
    pairs = [tuple(int(n) for n in p.split("x"))
             for p in arguments.pair or ["180x250", "360x500", "720x360", "1440x720"]]
    problems = []
    everything = {}
    program = arguments.program.resolve()
    for pair in pairs:
        with tempfile.TemporaryDirectory() as folder:
            results = compare(pair, program, with_cdo, pathlib.Path(folder), oracle_fields)
        everything[pair] = results
        judge(pair, results, problems)
        print(f"## {pair[0]}x{pair[0] // 2} -> {pair[1]}x{pair[1] // 2}: L2 (Linf)")
        names = [n for n in oracle_fields.FIELDS if n != "const"]
        print(f"{'':34}" + "".join(f"{name:>22}" for name in names))
        for method in METHODS:
            for who in ("ours", "cdo"):
                fields = results.get((who, method))
                if fields:
                    cells = [f"{fields[n]['l2']:.2e} ({fields[n]['linf']:.1e})" for n in names]
                    print(f"{method:28}{who:6}" + "".join(f"{cell:>22}" for cell in cells))
    judge_orders(everything, problems)
    if arguments.json:
        rows = [
            {"pair": pair, "program": who, "method": method, "field": field, **found}
            for pair, results in everything.items()
            for (who, method), fields in results.items()
            for field, found in fields.items()
        ]
        print(json.dumps(rows))
    for problem in problems:
        print(f"FAILED {problem}")
    print("all hold" if not problems else f"{len(problems)} do not hold")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
