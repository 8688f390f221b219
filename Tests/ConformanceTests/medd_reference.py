"""Argo's MEDD test (25), step by step as the method describes it and without any shortcut.

A second implementation for the tests: every level looks at every other one. Density is that of
the gsw package. `python medd_reference.py` prints the levels that it flags in the profile of
`MEDDTestTests`; `python medd_reference.py FILE` compares with the flags of the suite in a file that
`sverdrup qc --suite argo-realtime --each-test` wrote.
"""

import math
import sys

import gsw
import netCDF4
import numpy as np

ZONES = [60, 150, 500, 1000, 2100]
LEVELS = [150, 500, 1000, 1500]
WINDOWS = [110, 180, 400, 500]
SLOPES = {
    "S": ([1, 1, 0.08, 0.02, 0.004, 0.0002], [0.01, 0.01, 0.005, 0.0001, 0.0002, 0.0002]),
    "T": ([5, 3.5, 0.5, 0.15, 0.05, 0.0004], [0.08, 0.08, 0.03, 0.01, 0.003, 0.0004]),
    "D": ([1.5, 0.07, 0.07, 0.005, 0.005, 0.0004], [0.006, 0.006, 0.001, 0.0004, 0.0004, 0.0004]),
}
EXTENT = {"T": (4, 10), "S": (1, 5), "D": (1, 6)}


def spikes(kind, x_all, p_all, distances):
    """Which levels are spikes; None when there are five or fewer."""
    result = np.zeros(len(x_all), bool)
    ok = np.flatnonzero(np.isfinite(x_all * p_all))
    if len(ok) <= 5:
        return None
    x, p = x_all[ok], p_all[ok]
    n = len(x)
    slope = np.zeros(n)
    for i in range(1, n):
        dx, dp = x[i] - x[i - 1], p[i] - p[i - 1]
        if abs(dx) < 0.01 and abs(dp) < 5:
            slope[i] = 0
        else:
            slope[i] = dx / dp if dp != 0 else math.copysign(math.inf, dx)
    slope[0] = slope[1]

    zone = np.searchsorted(ZONES, p, side="right")
    steep = np.array(SLOPES[kind][0])[zone]
    turn = np.array(SLOPES[kind][1])[zone]
    out = np.zeros(n, bool)
    for i in range(1, n - 1):
        out[i] = (
            abs(slope[i]) > turn[i]
            and abs(slope[i + 1]) > turn[i + 1]
            and np.sign(slope[i]) == -np.sign(slope[i + 1])
        )
    out[0] = out[1]
    if kind == "D":
        out |= slope < -0.001
    if kind == "T":
        out |= slope > 0.5
    out |= np.abs(slope) > steep

    width = np.interp(p, LEVELS, WINDOWS)
    median = np.full(n, np.nan)
    follows = np.zeros(n, bool)
    sound = np.flatnonzero(~out)
    last = np.full(n, sound[0] if len(sound) else 0)
    for i in range(n):
        near = [
            k for k in range(n) if abs(p[k] - p[i]) < math.ceil(width[i] / 2) + 1 and not out[k]
        ]
        above = [k for k in near if p[k] < p[i]]
        below = [k for k in near if p[k] > p[i]]
        each = min(len(above), len(below))
        if each:
            near = sorted(([i] if i in near else []) + above[-each:] + below[:each])
        if not near:
            near = [i]
        if len(near) % 2 == 0:
            near = [near[0]] + near
        median[i] = np.median(x[near])
        if i > 0 and not out[i] and not out[i - 1]:
            if i == near[-1]:
                follows[i] = True
            elif len(near) > 1 and i == near[-2]:
                follows[i] = True
        is_rising = kind == "T" and slope[i] > 0.1
        if i < n - 1 and not out[i] and not out[i + 1]:
            if i == near[0]:
                if not is_rising:
                    follows[i] = True
            elif len(near) > 1 and i == near[1] and not is_rising:
                follows[i] = True
        shallower = np.flatnonzero(p < 1950)
        gradient = 0.0
        if not out[i] and len(shallower):
            reference = shallower[-1]
            if reference != i:
                gradient = (x[i] - x[reference]) / (p[i] - p[reference])
        if p[i] >= 1950 and abs(gradient) > steep[i]:
            median[i] = median[shallower[-1]]
            follows[i] = False
        elif p[i] >= 1950 and not out[i]:
            follows[i] = True
        if i > 0:
            last[i] = last[i - 1] if out[i] else i
    median[follows] = x[follows]
    median[out] = median.copy()[last[out]]

    low, high = EXTENT[kind]
    extent = max(min(median.max() - median.min(), high), low)
    y = p * extent / 700
    depth_zone = np.searchsorted([500, 1000, 1500], p, side="right")
    for i in range(n):
        d = distances[depth_zone[i]] * extent
        xs, ys = [*median], [*y]
        for k in range(n - 1):
            dx, dy = median[k + 1] - median[k], y[k + 1] - y[k]
            parts = math.floor(math.hypot(dx, dy) / d - 0.2)
            for j in range(1, max(parts, 0) + 1):
                xs.append(median[k] + dx * j / (parts + 1))
                ys.append(y[k] + dy * j / (parts + 1))
        rest = d * d - (y[i] - np.array(ys)) ** 2
        inside = rest >= 0
        xs, reach = np.array(xs)[inside], np.sqrt(rest[inside])
        result[ok[i]] = x[i] > (xs + reach).max() or x[i] < (xs - reach).min()
    return result


def medd(p, t, s, latitude):
    """Which levels of temperature and of salinity fail; None where there are too few."""
    density = np.full(len(p), np.nan)
    if s is not None:
        both = np.isfinite(t + s)
        t, s = np.where(both, t, np.nan), np.where(both, s, np.nan)
        salinity = s * 35.16504 / 35
        density = gsw.rho(salinity, gsw.CT_from_t(salinity, t, p), 0)
        distances = [0.15, 0.15, 0.1, 0.1]
    elif abs(latitude) > 10:
        distances = [0.22, 0.22, 0.15, 0.1]
    else:
        distances = [0.6, 0.18, 0.15, 0.1]
    dense = spikes("D", density, p, [0.08, 0.08, 0.04, 0.04])
    dense = np.zeros(len(p), bool) if dense is None else dense
    by_density = dense | np.isnan(density)
    found = spikes("T", t, p, distances)
    temperature = None if found is None else found & by_density
    salinity = None
    if s is not None:
        found = spikes("S", s, p, [0.08, 0.08, 0.07, 0.07])
        salinity = None if found is None else found & by_density
    return temperature, salinity


def example():
    """The profile of the Swift tests: 121 levels to 2160 dbar, with six errors put in."""
    i = np.arange(121.0)
    p = np.where(i < 41, 5 * i, 200 + 24.5 * (i - 40))
    t = 3 + 20 / (1 + (p / 250) ** 2) + 0.02 * (i % 3)
    s = 34.6 + 0.9 / (1 + (p / 180) ** 2) + 0.002 * (i % 4)
    t[20] += 8
    s[30] += 0.8
    s[31] += 0.6
    t[70] -= 3
    s[70] -= 0.3
    s[100] += 0.2
    t[117] += 3
    t[3] -= 0.2
    return p, t, s


def compare(path):
    """Compares with the flags of the suite argo-realtime in a file of `qc --each-test`."""
    with netCDF4.Dataset(path) as file:
        file.set_auto_mask(False)
        sizes = file["row_size"][:]
        latitudes = file["latitude"][:]
        pressures = file["PRES"][:].astype(float)
        before = ["near_surface_temperature", "near_surface_salinity", "pressure_range",
                  "gross_range", "regional_range", "pressure_increasing", "argo_spike"]
        values, codes = {}, {}
        for name in ["TEMP", "PSAL"]:
            values[name] = file[name][:].astype(float)
            codes[name] = file[name + "_qc_medd"][:]
            for test in before:
                if name + "_qc_" + test in file.variables:
                    values[name][file[name + "_qc_" + test][:] == 4] = np.nan
    levels = flagged = differences = 0
    start = 0
    for size, latitude in zip(sizes, latitudes):
        part = slice(start, start + size)
        start += size
        p, t, s = pressures[part], values["TEMP"][part], values["PSAL"][part]
        found = medd(p, t, None if np.isnan(s).all() else s, latitude)
        for name, expected in zip(["TEMP", "PSAL"], found):
            ours = codes[name][part]
            judged = (ours == 1) | (ours == 4)
            levels += int(judged.sum())
            expected = np.zeros(size, bool) if expected is None else expected
            flagged += int(expected.sum())
            differences += int((expected != (ours == 4)).sum())
    print(f"{len(sizes)} profiles, {levels} values, {flagged} spikes, {differences} differences")
    return differences


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(1 if compare(sys.argv[1]) else 0)
    p, t, s = example()
    for name, found in zip("TS", medd(p, t, s, 30)):
        print(name, np.flatnonzero(found).tolist())
    print("T alone", np.flatnonzero(medd(p, t, None, 30)[0]).tolist())
    print("T alone at 5 N", np.flatnonzero(medd(p, t, None, 5)[0]).tolist())
    print("T unsmoothed", np.flatnonzero(spikes("T", t, p, [0.15, 0.15, 0.1, 0.1])).tolist())
    print("S unsmoothed", np.flatnonzero(spikes("S", s, p, [0.08, 0.08, 0.07, 0.07])).tolist())
    shuffled = np.r_[0:50, 55:60, 50:55, 60:121]
    found = medd(p[shuffled], t[shuffled], s[shuffled], 30)
    print("out of order", [np.flatnonzero(f).tolist() for f in found])
