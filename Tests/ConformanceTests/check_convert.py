#!/usr/bin/env python3
"""Converts real files of different layouts and compares every observation with what xarray and
netCDF4 read from the originals.

usage: check_convert.py DIRECTORY [--command .build/release/sverdrup]

DIRECTORY holds the files named below; those that are missing are told. For each, the originals are
brought to a table of (time, latitude, longitude, value) with xarray alone, by the recipe of their
layout, and the rows are compared in any order, exact in Float. Needs numpy, netCDF4 and xarray.
"""
import argparse
import os
import subprocess
import sys
import tempfile

import numpy as np
import xarray as xr


def seconds(times):
    """Times as seconds since 1970, rounded to the millisecond."""
    times = np.asarray(times).astype("datetime64[ns]")
    result = times.astype("int64") / 1e9
    return np.where(np.isnat(times), np.nan, np.round(result, 3))


def wrapped(longitudes):
    longitudes = np.asarray(longitudes, "f8")
    return np.where(
        (longitudes >= -180) & (longitudes < 180), longitudes, (longitudes + 180) % 360 - 180
    )


def table(dataset, name, time, lat, lon, exists=None):
    """The broadcast of a variable and its coordinates, flat."""
    arrays = [dataset[name], dataset[time], dataset[lat], dataset[lon]]
    if exists is not None:
        arrays.append(dataset[exists])
    arrays = xr.broadcast(*arrays)
    value, t, la, lo = (a.values.ravel() for a in arrays[:4])
    keep = np.ones(len(value), bool) if exists is None else ~np.isnan(arrays[4].values.ravel())
    return rows(t[keep], la[keep], lo[keep], value[keep])


def rows(t, la, lo, value):
    t = seconds(t)
    la = np.asarray(la, "f8")
    lo = wrapped(lo)
    value = np.asarray(value, "f8")
    located = ~np.isnan(t) & ~np.isnan(la) & ~np.isnan(lo) & (np.abs(la) <= 90)
    return np.stack([t, la, lo, value])[:, located]


def ragged(dataset, name, sizes, time, lat, lon):
    """A contiguous ragged array whose coordinates may be told once a feature."""
    size = dataset[sizes].values.astype(int)

    def spread(variable):
        values = dataset[variable].values
        return np.repeat(values, size) if len(values) == len(size) else values

    return rows(spread(time), spread(lat), spread(lon), dataset[name].values)


def indexed(dataset, name, index, time, lat, lon):
    place = dataset[index].values.astype(int)

    def spread(variable):
        values = dataset[variable].values
        return values if len(values) == len(place) else values[place]

    return rows(spread(time), spread(lat), spread(lon), dataset[name].values)


def argo(dataset, name):
    """Adjusted values where the data mode is A or D."""
    mode = dataset["DATA_MODE"].astype(str)
    best = xr.where((mode == "D") | (mode == "A"), dataset[name + "_ADJUSTED"], dataset[name])
    dataset = dataset.assign(best=best)
    return table(dataset, "best", "JULD", "LATITUDE", "LONGITUDE", exists="PRES")


# The variable in the original, the one in the result, and the recipe.
RECIPES = {
    "sea_argo_csio_2902696_prof.nc": ("TEMP", lambda d: argo(d, "TEMP")),
    "sea_argo_old_1900081_prof.nc": ("PSAL", lambda d: argo(d, "PSAL")),
    "air_ioos_calpoly_morro_bay_met.nc": (
        "air_temperature", lambda d: table(d, "air_temperature", "time", "latitude", "longitude"),
    ),
    "sea_socat_492C19881104.nc": (
        "temp", lambda d: ragged(d, "temp", "num_obs", "time", "latitude", "longitude"),
    ),
    "sea_imos_ANMN-NRS_TZ_20181213_NRSROT_FV01_TEMP-aggregated-timeseries.nc": (
        "TEMP", lambda d: indexed(d, "TEMP", "instrument_index", "TIME", "LATITUDE", "LONGITUDE"),
    ),
    "space_ascat_metopa_25km_45145_l2.nc": (
        "wind_speed", lambda d: table(d, "wind_speed", "time", "lat", "lon"),
    ),
    "space_gsla_oceancurrent_nrt_20240101.nc": (
        "GSLA", lambda d: table(d, "GSLA", "TIME", "LATITUDE", "LONGITUDE"),
    ),
    "space_jason2_ssha_JA2_GPR_226_130.nc": (
        "ssha", lambda d: table(d, "ssha", "time", "lat", "lon"),
    ),
    "sea_imos_anmn_adcp_AETVZ.nc": (
        "UCUR", lambda d: table(d, "UCUR", "TIME", "LATITUDE", "LONGITUDE"),
    ),
    "air_halo_dropsonde_same_gpsalt.nc": ("pres", lambda d: table(d, "pres", "time", "lat", "lon")),
    "sea_westcoast_carbon_dsg.nc": (
        "PCO2", lambda d: ragged(d, "PCO2", "rowSize", "time", "latitude", "longitude"),
    ),
    "air_saildrone_2019.nc": (
        "temp_ctd_rbr_mean", lambda d: ragged(d, "temp_ctd_rbr_mean", "rowSize", "time", "latitude", "longitude"),
    ),
}


def converted(path, name):
    """The rows of the result, by its own ragged array."""
    with xr.open_dataset(path) as dataset:
        size = dataset["row_size"].values.astype(int) if "row_size" in dataset else None

        def spread(variable):
            values = dataset[variable].values
            onFeature = size is not None and dataset[variable].dims == ("feature",)
            return np.repeat(values, size) if onFeature else values

        return rows(spread("time"), spread("latitude"), spread("longitude"), spread(name))


def ordered(table):
    keys = np.nan_to_num(table, nan=1e300)
    return table[:, np.lexsort(keys[::-1])]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directory")
    parser.add_argument("--command", default=".build/release/sverdrup")
    arguments = parser.parse_args()
    failures = done = 0
    for name, (variable, recipe) in RECIPES.items():
        source = os.path.join(arguments.directory, name)
        if not os.path.exists(source):
            print(f"missing  {name}")
            continue
        done += 1
        with tempfile.TemporaryDirectory() as directory:
            target = os.path.join(directory, "out.nc")
            result = subprocess.run(
                [arguments.command, "convert", source, "--to", "contiguous-ragged", "-o", target],
                capture_output=True, text=True,
            )
            if result.returncode != 0:
                print(f"FAILED   {name}: {result.stderr.strip()}")
                failures += 1
                continue
            # xarray cannot decode the scalar string of one of the files.
            with xr.open_dataset(
                source, decode_timedelta=False, drop_variables=["station"]
            ) as dataset:
                expected = ordered(recipe(dataset).astype("f8"))
            found = ordered(converted(target, variable))
        # Positions and values to the precision of Float, times to the millisecond.
        same = expected.shape == found.shape and np.allclose(
            expected, found, rtol=2e-7, atol=1e-6, equal_nan=True
        )
        if same:
            print(f"the same {name}: {found.shape[1]} observations of {variable}")
        else:
            failures += 1
            print(f"DIFFERS  {name}: {expected.shape[1]} and {found.shape[1]} observations")
            if expected.shape == found.shape:
                bad = ~np.isclose(expected, found, rtol=2e-7, atol=1e-6, equal_nan=True)
                print("         ", [(int(b.sum())) for b in bad], expected[:, bad.any(0)][:, :2], found[:, bad.any(0)][:, :2])
    print(f"{done - failures} of {done} files the same")
    sys.exit(1 if failures or not done else 0)


main()
