#!/usr/bin/env python3
"""Holds swaths brought to places against pyresample and scipy.

  check_swath.py PROGRAM

PROGRAM is the conformance program. Needs numpy, scipy and pyresample (figures were taken with
2.4.6, 1.17.1 and 1.35.0). The exit status is 1 when a difference is above its tolerance.
"""
import json
import subprocess
import sys
import tempfile
import warnings

import numpy as np

warnings.simplefilter("ignore")
from pyresample import AreaDefinition, SwathDefinition, kd_tree  # noqa: E402
from pyresample.bilinear import NumpyBilinearResampler  # noqa: E402
from pyresample.ewa import fornav  # noqa: E402
from scipy.spatial import cKDTree  # noqa: E402

OURS, THEIRS = 6371000.0, 6370997.0  # radii of the sphere, in metres
FAULTS = []


def ask(program, function, inputs, params):
    case = {"id": function, "function": function, "params": params,
            "inputs": {key: [None if np.isnan(x) else float(x) for x in np.ravel(values)]
                       for key, values in inputs.items()}}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"cases": [case]}, file)
        file.flush()
        done = subprocess.run([program, "resample", file.name], capture_output=True, text=True,
                              check=True)
    answer = json.loads(done.stdout)
    if "error" in answer:
        sys.exit(f"{function}: {answer['error']}")
    return answer["results"]


def array(values):
    return np.array([np.nan if x is None else x for x in values])


def points(lon, lat):
    lon, lat = np.radians(lon), np.radians(lat)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], -1)


def report(name, difference, tolerance, note=""):
    good = difference <= tolerance
    if not good:
        FAULTS.append(name)
    print(f"{name:44} {difference:10.3g} of {tolerance:.3g} {'' if good else 'FAULT'} {note}")


def field(lon, lat):
    return 2 + np.cos(np.radians(lat)) ** 2 * np.cos(16 * np.radians(lon))


def main():
    program = sys.argv[1]
    random = np.random.default_rng(5)

    for name, lon, lat in [
            ("everywhere", random.uniform(-180, 360, 3000),
             np.degrees(np.arcsin(random.uniform(-1, 1, 3000)))),
            ("at the pole", random.uniform(-180, 180, 3000), random.uniform(89, 90, 3000)),
            ("at the antimeridian", random.uniform(178, 182, 3000), random.uniform(-2, 2, 3000))]:
        tlon, tlat = lon[:500] + random.normal(0, 0.05, 500), lat[:500]
        theirs = cKDTree(points(lon, lat)).query(points(tlon, tlat), k=8)[1]
        ours = array(ask(program, "nearest_positions",
                         {"longitudes": lon, "latitudes": lat, "target_longitudes": tlon,
                          "target_latitudes": tlat}, {"count": 8, "radius": 3e7}))
        report(f"8 nearest {name}, others than scipy's",
               int((ours.reshape(-1, 8) != theirs).sum()), 0)

    size = 64
    y, x = np.mgrid[0:size, 0:size]
    lat = 36 + (y * 0.9 + x * 0.15) * 0.01
    lon = 179.7 + (x - y * 0.2) * 0.012
    lon = (lon + 180) % 360 - 180
    tlat, tlon = np.meshgrid(36.1 + np.arange(40) * 0.01, 179.8 + np.arange(40) * 0.009,
                             indexing="ij")
    tlon = (tlon + 180) % 360 - 180
    values = field(lon, lat)
    swath, cells = SwathDefinition(lon, lat), SwathDefinition(tlon, tlat)
    inputs = {"longitudes": lon, "latitudes": lat, "values": values, "target_longitudes": tlon,
              "target_latitudes": tlat}
    scale = OURS / THEIRS
    theirs, deviation, count = kd_tree.resample_gauss(
        swath, values, cells, 4000, 1500, neighbours=8, fill_value=np.nan, with_uncert=True)
    ours = ask(program, "sampled_swath", inputs,
               {"method": "gaussian", "radius": 4000 * scale, "sigma": 1500 * scale, "count": 8})
    report("Gaussian, values", np.nanmax(np.abs(array(ours["values"]) - np.ravel(theirs))), 1e-6)
    report("Gaussian, standard deviations",
           np.nanmax(np.abs(array(ours["standard_deviations"]) - np.ravel(deviation))), 1e-6)
    report("Gaussian, counts", int((array(ours["counts"]) != np.ravel(count)).sum()), 0)
    theirs = kd_tree.resample_custom(
        swath, values, cells, 4000, lambda r: 1 / np.maximum(r, 1e-9) ** 2, neighbours=8,
        fill_value=np.nan)
    ours = ask(program, "sampled_swath", inputs,
               {"method": "inverse_distance", "radius": 4000 * scale, "power": 2, "count": 8})
    report("inverse distance, values",
           np.nanmax(np.abs(array(ours["values"]) - np.ravel(theirs))), 1e-6)
    theirs = kd_tree.resample_nearest(swath, values, cells, 4000, fill_value=np.nan)
    ours = ask(program, "sampled_swath", inputs, {"method": "nearest", "radius": 4000 * scale})
    report("nearest, values", np.nanmax(np.abs(array(ours["values"]) - np.ravel(theirs))), 0)

    # Away from the antimeridian, where the peer's bilinear interpolation has values.
    lon, tlon = (lon + 300) % 360 - 180, (tlon + 300) % 360 - 180
    area = AreaDefinition("a", "", "a", {"proj": "longlat", "datum": "WGS84"}, 40, 40,
                          (tlon.min() - 0.0045, tlat.min() - 0.005, tlon.max() + 0.0045,
                           tlat.max() + 0.005))
    alon, alat = area.get_lonlats()
    values, exact = field(lon, lat), field(alon, alat)
    theirs = NumpyBilinearResampler(SwathDefinition(lon, lat), area, 4000).resample(values)
    theirs = np.ma.filled(np.ma.masked_invalid(theirs), np.nan)
    ours = array(ask(program, "sampled_swath",
                     {"longitudes": lon, "latitudes": lat, "values": values,
                      "target_longitudes": alon, "target_latitudes": alat},
                     {"method": "bilinear", "radius": 4000, "columns": size})["values"])
    both = np.isfinite(ours) & np.isfinite(np.ravel(theirs))
    mine, peer = (np.sqrt(np.mean((v - exact.ravel())[both] ** 2))
                  for v in (ours, np.ravel(theirs)))
    report("bilinear, error against the field", mine, peer * 1.001, "not above pyresample's")
    report("bilinear, places without a value", int(np.isnan(ours).sum()),
           int(np.isnan(theirs).sum()), "not above pyresample's")

    # Even steps, for which all ways to take the ellipse of a pixel are one.
    columns = x * 0.6 + y * 0.1 + 1.3
    rows = y * 0.7 - x * 0.05 + 4.2
    data = random.uniform(0, 1, (size, size))
    count, theirs = fornav(columns.copy(), rows.copy(), area, data, rows_per_scan=16, fill=np.nan)
    ours = array(ask(program, "elliptical_averages",
                     {"values": data, "place_columns": columns, "place_rows": rows},
                     {"columns": size, "rows_per_scan": 16, "target_columns": 40,
                      "target_rows": 40})["values"])
    theirs = np.ravel(theirs)
    both = np.isfinite(ours) & np.isfinite(theirs)
    report("ellipses, values", np.abs(ours - theirs)[both].max(), 2e-3,
           f"{both.sum()} cells, {int((np.isfinite(ours) != np.isfinite(theirs)).sum())} of one only")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
