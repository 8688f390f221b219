#!/usr/bin/env python3
"""Hold `sverdrup summarise --heatwaves`, `--cold-spells`, `--harmonics` and `--anomaly-from` against numpy.

  check_heatwaves.py SVERDRUP [--keep DIR]

SVERDRUP is the command. Needs numpy, xarray and netCDF4; says so and stops where they are missing. The
definitions of Hobday et al. (2016, 2018) are worked out here from the papers, day by day and cell by cell,
sharing no code with the program: 30 years of daily fields with a season, memory of some days, gaps, a cell
without values, one that is still as under ice, and spells at both ends.
"""
import argparse
import datetime
import os
import subprocess
import sys
import tempfile

try:
    import numpy as np
    import xarray as xr
except ImportError as error:
    sys.exit("check_heatwaves.py: %s; install numpy and xarray with netCDF4" % error)

parser = argparse.ArgumentParser()
parser.add_argument("sverdrup")
parser.add_argument("--keep")
options = parser.parse_args()
options.sverdrup = os.path.abspath(options.sverdrup)
directory = options.keep or tempfile.mkdtemp()
os.makedirs(directory, exist_ok=True)
os.chdir(directory)
FIRST, LAST, BASE = 1990, 2020, (1991, 2019)
failures = 0

days = []
day = datetime.date(FIRST, 3, 5)
while day <= datetime.date(LAST, 10, 20):
    days.append(day)
    day += datetime.timedelta(1)
random = np.random.default_rng(42)
n = len(days)
noise = np.zeros((n, 2, 3))
for i in range(1, n):
    noise[i] = 0.9 * noise[i - 1] + random.normal(0, 0.5, (2, 3))
phase = np.array([d.timetuple().tm_yday for d in days])
values = 15 + 6 * np.sin(2 * np.pi * phase / 365.25)[:, None, None] + noise
values[:8, 0, 0] += 9
values[-7:, 0, 0] += 9
values[random.random(values.shape) < 0.02] = np.nan
values[:, 1, 2] = np.nan
values[:, 1, 1] = -1.8
values[4000:4010, 1, 1] = -1.7
values = values.astype("f4").astype("f8")
times = np.array(days, dtype="datetime64[ns]")
grid = {"lat": ("lat", [0.0, 1.0], {"units": "degrees_north", "standard_name": "latitude"}),
        "lon": ("lon", [0.0, 1.0, 2.0], {"units": "degrees_east", "standard_name": "longitude"})}
data = xr.Dataset({"sst": (("time", "lat", "lon"), values, {"units": "degree_C"})}, {"time": times, **grid})
data.to_netcdf("daily.nc", encoding={"time": {"units": "days since 1970-01-01", "dtype": "f8"}, "sst": {"dtype": "f4"}})


def ours(*words):
    command = [options.sverdrup, "summarise", "daily.nc", *words, "--output", "ours.nc"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        sys.exit("%s: %s" % (" ".join(command), run.stderr))
    with xr.open_dataset("ours.nc", decode_times=False) as result:
        return result.load()


def same(name, found, expected, tolerance):
    global failures
    found, expected = np.asarray(found, "f8"), np.asarray(expected, "f8")
    good = found.shape == expected.shape and np.array_equal(np.isnan(found), np.isnan(expected))
    worst = np.nanmax(np.abs(found - expected), initial=0) if good else np.inf
    good = good and worst <= tolerance
    failures += not good
    print("%-62s %s %.2g" % (name, "ok" if good else "DIFFERS", worst))


def day_of_year(d):
    """1 to 366, as in a leap year."""
    return (datetime.date(2000, d.month, d.day) - datetime.date(1999, 12, 31)).days


def climatology(series, percentile):
    number = np.array([day_of_year(d) for d in days])
    inside = np.array([BASE[0] <= d.year <= BASE[1] for d in days])
    first, last = np.flatnonzero(inside)[[0, -1]]
    mean, limit = np.full(367, np.nan), np.full(367, np.nan)
    for k in range(1, 367):
        if k == 60:
            continue
        pool = []
        for i in np.flatnonzero((number == k) & inside):
            pool.extend(series[max(first, i - 5):min(last, i + 5) + 1])
        pool = np.array(pool)
        pool = pool[~np.isnan(pool)]
        if len(pool):
            mean[k], limit[k] = pool.mean(), np.percentile(pool, percentile)
    out = []
    for curve in (mean, limit):
        curve[60] = 0.5 * (curve[59] + curve[61])
        around = np.concatenate([curve[1:], curve[1:], curve[1:]])
        out.append(np.array([around[366 + k - 15:366 + k + 16].mean() for k in range(366)]))
    return out[0], out[1], number


def spells(series, percentile, sign):
    """Per year: count, days, mean, peak and cumulative intensity, category."""
    mean, limit, number = climatology(series, percentile)
    seasonal, threshold = mean[number - 1], limit[number - 1]
    beyond = sign * series > sign * threshold
    beyond &= ~np.isnan(series)
    long = []
    i = 0
    while i < n:
        j = i
        while j < n and beyond[j]:
            j += 1
        if j - i >= 5:
            long.append([i, j - 1])
        i = j + 1
    joined = []
    for spell in long:
        if joined and spell[0] - joined[-1][1] - 1 <= 2:
            joined[-1][1] = spell[1]
        else:
            joined.append(list(spell))
    count = LAST - FIRST + 1
    table = {"count": np.zeros(count), "days": np.zeros(count), "category": np.zeros(count),
             "cumulative_intensity": np.zeros(count)}
    lists = [[] for _ in range(count)]
    for a, b in joined:
        year = days[a].year - FIRST
        table["count"][year] += 1
        with np.errstate(all="ignore"):
            ratio = (series[a:b + 1] - seasonal[a:b + 1]) / (threshold[a:b + 1] - seasonal[a:b + 1])
        ratio = ratio[sign * (threshold[a:b + 1] - seasonal[a:b + 1]) > 0]
        ratio = ratio[~np.isnan(ratio)]
        if len(ratio):
            table["category"][year] = max(table["category"][year], min(4, int(np.floor(ratio.max()))))
        for i in range(a, b + 1):
            table["days"][days[i].year - FIRST] += 1
            if not np.isnan(series[i]):
                lists[days[i].year - FIRST].append(series[i] - seasonal[i])
    table["cumulative_intensity"] = np.array([sum(x) for x in lists])
    table["mean_intensity"] = np.array([np.mean(x) if x else np.nan for x in lists])
    table["peak_intensity"] = np.array([sign * max(sign * np.array(x)) if x else np.nan for x in lists])
    return table, mean, limit


for option, stem, percentile, sign in [("--heatwaves", "heatwave", 90, 1), ("--cold-spells", "cold_spell", 10, -1)]:
    found = ours(option, "--years", "%d-%d" % BASE)
    total = 0
    for row in range(2):
        for column in range(3):
            series = values[:, row, column]
            cell = "%s, cell %d %d" % (stem, row, column)
            if np.isnan(series).all():
                same(cell + ", missing", found["sst_%s_mean_intensity" % stem][:, row, column], np.full(LAST - FIRST + 1, np.nan), 0)
                continue
            table, mean, limit = spells(series, percentile, sign)
            total += table["count"].sum()
            same(cell + ": climatology", found.sst_climatology[:, row, column], mean, 2e-6)
            same(cell + ": threshold", found.sst_threshold[:, row, column], limit, 2e-6)
            for name, expected in table.items():
                limit_of = 1e-3 if name == "cumulative_intensity" else 0 if name in ("count", "days", "category") else 2e-6
                same("%s: %s" % (cell, name), found["sst_%s_%s" % (stem, name)][:, row, column], expected, limit_of)
    print("%d spells of numpy" % total)

found = ours("--harmonics", "2", "--years", "%d-%d" % BASE)
seconds = times.astype("datetime64[s]").astype("i8") + 0.0
inside = np.array([BASE[0] <= d.year <= BASE[1] for d in days])
origin = np.round((seconds[inside][0] + seconds[inside][-1]) / 2)
t = (seconds - origin) / (365.2425 * 86400)
design = np.stack([np.ones(n), t] + [f(2 * np.pi * k * t) for k in (1, 2) for f in (np.cos, np.sin)], 1)
names = ["mean", "trend", "cosine_1", "sine_1", "cosine_2", "sine_2"]
for row, column in [(0, 0), (0, 1), (1, 0)]:
    use = inside & ~np.isnan(values[:, row, column])
    expected = np.linalg.lstsq(design[use], values[use, row, column], rcond=None)[0]
    same("harmonics of cell %d %d and numpy.linalg.lstsq" % (row, column),
         [found["sst_" + name][row, column] for name in names], expected, 2e-6)
same("harmonics of a cell without values", [found.sst_mean[1, 2]], [np.nan], 0)

subprocess.run([options.sverdrup, "summarise", "daily.nc", "--climatology", "day", "--years", "1991-1991", "--output", "year.nc"],
               check=True, capture_output=True)
found = ours("--anomaly-from", "year.nc")
year = {day_of_year(d): values[i] for i, d in enumerate(days) if d.year == 1991}
year[60] = 0.5 * (year[59] + year[61])
expected = np.stack([values[i] - year[day_of_year(d)] for i, d in enumerate(days)])
same("anomalies, February 29 between its neighbours", found.sst, expected, 2e-6)
print("%d cases differ" % failures)
sys.exit(1 if failures else 0)
