#!/usr/bin/env python3
"""Hold `sverdrup summarise` against CDO and numpy on daily fields of our own making.

  check_time.py SVERDRUP [--keep DIR]

SVERDRUP is the command. Needs the Python packages numpy, xarray, netCDF4 and cftime, and `cdo`; says
so and stops where they are missing. The fields have gaps, a cell that is missing throughout, leap
days and, in one file, the 360-day calendar; they are stored packed in 16 bits, as Float and as Double.
Of the packed file numpy works on the unpacked numbers in double precision, because CDO writes packed
results with the resolution of its input. Prints one line a case and the number that differ.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

try:
    import numpy as np
    import xarray as xr
except ImportError as error:
    sys.exit("check_time.py: %s; install numpy and xarray with netCDF4 and cftime" % error)
if shutil.which("cdo") is None:
    sys.exit("check_time.py: cdo is not installed")

parser = argparse.ArgumentParser()
parser.add_argument("sverdrup")
parser.add_argument("--keep")
options = parser.parse_args()
options.sverdrup = os.path.abspath(options.sverdrup)
directory = options.keep or tempfile.mkdtemp()
os.makedirs(directory, exist_ok=True)
os.chdir(directory)
failures = 0


def make():
    """The files; the seed is fixed."""
    random = np.random.default_rng(5)
    times = xr.date_range("1999-01-01", "2002-12-31", freq="D", use_cftime=False)
    season = 15 + 10 * np.sin(2 * np.pi * np.asarray(times.day_of_year) / 365.25)
    values = season[:, None, None] + random.normal(0, 2, (len(times), 6, 8))
    values[random.random(values.shape) < 0.1] = np.nan
    values[:, 0, 0] = np.nan
    values[31:59, 1, 1] = np.nan
    coordinates = {"lat": ("lat", np.linspace(-50, 50, 6), {"units": "degrees_north", "standard_name": "latitude"}),
                   "lon": ("lon", np.linspace(0, 350, 8), {"units": "degrees_east", "standard_name": "longitude"})}
    attributes = {"units": "degree_C", "standard_name": "sea_surface_temperature"}
    data = xr.Dataset({"sst": (("time", "lat", "lon"), values, attributes)}, {"time": times, **coordinates})
    time = {"time": {"units": "days since 1970-01-01", "dtype": "f8"}}
    packed = {"dtype": "i2", "scale_factor": 0.01, "add_offset": 10.0, "_FillValue": -32768,
              "zlib": True, "chunksizes": (1, 6, 8)}
    data.to_netcdf("i16.nc", encoding={**time, "sst": packed})
    data.to_netcdf("f32.nc", encoding={**time, "sst": {"dtype": "f4"}})
    data.to_netcdf("f64.nc", encoding={**time, "sst": {"dtype": "f8"}})
    data.isel(time=slice(0, 700)).to_netcdf("part1.nc", encoding={**time, "sst": {"dtype": "f8"}})
    other = {"time": {"units": "hours since 2001-01-01", "dtype": "f8"}}
    data.isel(time=slice(700, None)).to_netcdf("part2.nc", encoding={**other, "sst": {"dtype": "f8"}})
    hours = xr.date_range("2000-02-20", "2000-03-10 23:00", freq="h", use_cftime=False)
    hourly = random.normal(280, 3, (len(hours), 6, 8))
    hourly[random.random(hourly.shape) < 0.3] = np.nan
    xr.Dataset({"sst": (("time", "lat", "lon"), hourly, attributes)}, {"time": hours, **coordinates}).to_netcdf(
        "hourly.nc", encoding={"time": {"units": "hours since 1970-01-01", "dtype": "f8"}})
    for calendar in ("360_day", "noleap"):
        days = xr.date_range("1999-01-01", "2001-12-30", freq="D", calendar=calendar, use_cftime=True)
        xr.Dataset({"sst": (("time", "lat", "lon"), random.normal(0, 1, (len(days), 6, 8)), attributes)},
                   {"time": days, **coordinates}).to_netcdf(
            calendar + ".nc", encoding={"time": {"units": "days since 1990-01-01", "dtype": "f8"}})


def ours(*words):
    command = [options.sverdrup, "summarise", *words, "--output", "ours.nc"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        sys.exit("%s: %s" % (" ".join(command), run.stderr))
    with xr.open_dataset("ours.nc", decode_times=False) as data:
        return data.load()


def cdo(*words):
    subprocess.run(["cdo", "-s", "-O", "-b", "F64", *words, "cdo.nc"], check=True, capture_output=True)
    with xr.open_dataset("cdo.nc", decode_times=False) as data:
        return data.sst.load().values


def same(name, found, expected, tolerance):
    global failures
    found = np.asarray(found, "f8")
    good = found.shape == expected.shape and np.array_equal(np.isnan(found), np.isnan(expected))
    worst = np.nanmax(np.abs(found - expected), initial=0) if good else np.inf
    good = good and worst <= tolerance
    failures += not good
    print("%-62s %s %.2g" % (name, "ok" if good else "DIFFERS", worst))


make()
STATISTICS = [("mean", "mean"), ("standard_deviation", "std"), ("sample_standard_deviation", "std1"),
              ("variance", "var"), ("sample_variance", "var1"), ("minimum", "min"), ("maximum", "max"),
              ("sum", "sum"), ("range", "range")]
# CDO adds in double precision, and takes variances from sums of squares, which cancel.
LIMITS = {"sum": 1e-9, "variance": 1e-11, "sample_variance": 1e-11, "standard_deviation": 2e-10,
          "sample_standard_deviation": 2e-10}
STEPS = [("month", "mon"), ("year", "year"), ("season", "seas"), ("day", "day"), ("all", "tim")]
for step, prefix in STEPS:
    for statistic, suffix in STATISTICS:
        limit = LIMITS.get(statistic, 2e-12)
        same("%s %s of Double and %s%s" % (step, statistic, prefix, suffix),
             ours("f64.nc", "--time", step, "--statistics", statistic).sst.values,
             cdo(prefix + suffix, "f64.nc"), limit)
for step, prefix in [("month", "ymon"), ("season", "yseas"), ("day", "yday")]:
    for statistic, suffix in STATISTICS[:6]:
        found = ours("f64.nc", "--climatology", step, "--statistics", statistic)
        expected = cdo(prefix + suffix, "f64.nc")
        name = "climatology %s %s of Double and %s%s" % (step, statistic, prefix, suffix)
        if step == "season":
            # CDO puts the last December with the first January; ours is the winter of one more year.
            found = found.isel(time=slice(0, 4))
        same(name, found.sst.values, expected, LIMITS.get(statistic, 2e-12))
for file, limit in [("f32.nc", 1e-6), ("i16.nc", 1e-6)]:
    with xr.open_dataset(file, mask_and_scale=False) as data:
        raw = data.sst.load().values
    if file == "i16.nc":
        values = np.where(raw == -32768, np.nan, raw * 0.01 + 10.0)
    else:
        values = raw.astype("f8")
    times = xr.open_dataset(file).time
    months = (times.dt.year * 12 + times.dt.month).values
    with np.errstate(all="ignore"):
        import warnings
        warnings.simplefilter("ignore")
        means = np.stack([np.nanmean(values[months == m], axis=0) for m in np.unique(months)])
        medians = np.stack([np.nanpercentile(values[months == m], [5, 50, 97.5], axis=0) for m in np.unique(months)], 1)
    same("month mean of %s and numpy" % file, ours(file, "--time", "month").sst.values, means, limit)
    found = ours(file, "--time", "month", "--percentile", "5,50,97.5")
    for number, name in enumerate(["p5", "p50", "p97_5"]):
        same("month %s of %s and numpy.nanpercentile" % (name, file), found["sst_" + name].values, medians[number], limit)
same("month mean of two files and of one", ours("part2.nc", "part1.nc", "--time", "month").sst.values,
     cdo("monmean", "f64.nc"), 2e-12)
for calendar in ("360_day", "noleap"):
    for step, prefix in STEPS[:3]:
        same("%s mean in the calendar %s and %smean" % (step, calendar, prefix),
             ours(calendar + ".nc", "--time", step).sst.values, cdo(prefix + "mean", calendar + ".nc"), 2e-12)
same("month mean of daily means and -monmean -daymean", ours("hourly.nc", "--time", "month", "--of", "day").sst.values,
     cdo("-monmean", "-daymean", "hourly.nc"), 2e-12)
same("month maximum of daily means and -monmax -daymean",
     ours("hourly.nc", "--time", "month", "--of", "day", "--statistics", "maximum").sst.values,
     cdo("-monmax", "-daymean", "hourly.nc"), 2e-12)
with xr.open_dataset("f64.nc") as data:
    grouped = data.sst.resample(time="MS")
    counts = grouped.count().values
    days = data.time.dt.days_in_month.resample(time="MS").first().values[:, None, None]
    expected = np.where(counts >= 0.9 * days, grouped.mean().values, np.nan)
same("month mean of nine tenths of the days and xarray",
     ours("f64.nc", "--time", "month", "--minimum-coverage", "0.9").sst.values, expected, 2e-12)
same("count and xarray", ours("f64.nc", "--time", "month", "--statistics", "count").sst.values, counts.astype("f8"), 0)
one = ours("i16.nc", "--time", "month", "--statistics", "mean,standard_deviation,minimum", "--threads", "1")
seven = ours("i16.nc", "--time", "month", "--statistics", "mean,standard_deviation,minimum", "--threads", "7")
for name in ("sst_mean", "sst_standard_deviation", "sst_minimum"):
    same("%s for 1 and 7 threads" % name, one[name].values, seven[name].values.astype("f8"), 0)
print("%d cases differ" % failures)
sys.exit(1 if failures else 0)
