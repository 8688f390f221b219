#!/usr/bin/env python3
"""Recompute the product of Pipelines/yellow-sea-daily.yaml with numpy and compare every cell.

usage: check_demo_product.py [--archive Fixtures/archive] [--products products/yellow-sea-daily]
                             [--json FILE]

The files are read with netCDF4-python, decoded by hand in float64, judged, binned and summarised
with numpy; depths come from gsw. Nothing of Sverdrup is used. In every cell of every day, counts
(also those of each network) must be equal, means and extremes within half a lattice step plus
1e-6 of the value, standard deviations within two steps.

Then the product is held against the sea state that the archive was made from: bias and root mean
square difference of the cell means from the truth at the places and times of the observations,
and from the truth averaged over the day in the middle of the cell.

Needs: numpy netCDF4 gsw.
"""
import argparse
import glob
import json
import os
import sys

import gsw
import netCDF4
import numpy as np

GOOD, PROBABLY_GOOD, NOT_EVALUATED, SUSPECT, BAD, MISSING = range(6)
USED = (GOOD, PROBABLY_GOOD, NOT_EVALUATED)
START = 1717200000.0  # 2024-06-01T00:00:00Z
LEVELS = [5, 10, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750]
NETWORKS = ["ghrsst-l2p", "ascat-l2", "ioos-station", "ship-met", "saildrone", "generic-cf", "argo"]
ROUGHNESS = 1.52e-4
LAT_EDGES = np.array([(230 + i) / 10 for i in range(181)])
LON_EDGES = np.array([(1170 + i) / 10 for i in range(141)])


# Reading -----------------------------------------------------------------------------------------


def opened(path):
    dataset = netCDF4.Dataset(path)
    dataset.set_auto_maskandscale(False)
    dataset.set_auto_chartostring(False)
    return dataset


def decoded(variable):
    """The values in float64, NaN where missing."""
    raw = np.atleast_1d(variable[...])
    values = raw.astype(np.float64)
    for name in ("_FillValue", "missing_value"):
        if name in variable.ncattrs():
            values[raw == variable.getncattr(name)] = np.nan
    scale = float(getattr(variable, "scale_factor", 1.0))
    offset = float(getattr(variable, "add_offset", 0.0))
    return values * scale + offset


def letters(variable):
    return ["".join(c.decode("latin-1") for c in row).strip("\0 ") for row in np.atleast_2d(variable[...])]


# Judging -----------------------------------------------------------------------------------------


class Judgement:
    """What the provider and the tests say of the values of one feature."""

    def __init__(self, values, provider=None):
        self.values = values
        self.provider = np.full(values.shape, NOT_EVALUATED) if provider is None else provider
        self.suspect = np.zeros(values.shape, bool)
        self.fail = np.zeros(values.shape, bool)
        self.performed = np.zeros(values.shape, bool)

    def location(self, lat, lon):
        bad = ~(np.abs(lat) <= 90) | ~(np.abs(lon) <= 180) | ((lat == 0) & (lon == 0))
        self.fail |= bad
        self.performed[:] = True

    def date(self, time, now):
        self.fail |= ~((time >= -3786825600) & (time <= now))
        self.performed[:] = True

    def gross_range(self, fail, suspect=None):
        low, high = fail
        self.fail |= (self.values < low) | (self.values > high)
        low, high = suspect or fail
        self.suspect |= (self.values < low) | (self.values > high)
        self.performed[:] = True

    def spike(self, suspect, fail):
        v = self.values
        distance = np.full(v.shape, np.nan)
        distance[1:-1] = np.abs(v[1:-1] - (v[:-2] + v[2:]) / 2)
        self.suspect |= distance > suspect
        self.fail |= distance > fail
        self.performed |= ~np.isnan(distance)

    def rate_of_change(self, time, suspect):
        step = np.full(self.values.shape, np.nan)
        elapsed = np.diff(time)
        with np.errstate(all="ignore"):
            step[1:] = np.where(elapsed > 0, np.abs(np.diff(self.values)) / elapsed, np.nan)
        self.suspect |= step > suspect
        self.performed |= ~np.isnan(step)

    def flat_line(self, time, suspect, fail, tolerance):
        there = ~np.isnan(self.values) & ~np.isnan(time)
        first = None
        before = -np.inf
        for i in np.flatnonzero(there):
            if time[i] < before:
                first = None
            before = time[i]
            if first is None:
                first = i
            for seconds, flags in ((suspect, self.suspect), (fail, self.fail)):
                if time[i] - time[first] < seconds:
                    continue
                window = [j for j in range(first, i + 1) if there[j] and time[j] >= time[i] - seconds]
                values = self.values[window]
                if len(window) >= 3 and values.max() - values.min() <= tolerance:
                    flags[i] = True
            self.performed[i] = True

    def used(self):
        v = np.full(self.values.shape, NOT_EVALUATED)
        v[self.performed] = GOOD
        v[self.provider == GOOD] = GOOD
        v[self.provider == PROBABLY_GOOD] = PROBABLY_GOOD
        v[(self.provider == SUSPECT) | self.suspect] = SUSPECT
        v[(self.provider == BAD) | (self.provider == MISSING) | self.fail] = BAD
        v[np.isnan(self.values)] = MISSING
        return v

    def accepted(self):
        return np.isin(self.used(), USED)


def worse(a, b):
    """The worse verdict of two."""
    order = {MISSING: 0, BAD: 1, SUSPECT: 2, NOT_EVALUATED: 3, PROBABLY_GOOD: 4, GOOD: 5}
    ranks = np.vectorize(order.get)
    return np.where(ranks(a) <= ranks(b), a, b)


def coded(codes, table, otherwise=NOT_EVALUATED):
    result = np.full(np.shape(codes), otherwise)
    for code, verdict in table.items():
        result[np.asarray(codes) == code] = verdict
    return result


QARTOD = {1: GOOD, 2: NOT_EVALUATED, 3: SUSPECT, 4: BAD, 9: MISSING}
ARGO = {b"1": GOOD, b"2": PROBABLY_GOOD, b"3": SUSPECT, b"4": BAD, b"5": SUSPECT, b"8": SUSPECT, b"9": MISSING}


# The networks ------------------------------------------------------------------------------------


class Sums:
    """The accepted observations: quantity -> rows of (network, time, lat, lon, level, value)."""

    def __init__(self, now):
        self.now = now
        self.rows = {}
        self.set_aside = []

    def add(self, quantity, network, keep, time, lat, lon, values, level=0):
        keep = np.asarray(keep) & ~np.isnan(lat) & ~np.isnan(lon) & ~np.isnan(time) & ~np.isnan(values)
        n = int(keep.sum())
        if n:
            columns = np.empty((n, 6))
            columns[:, 0] = NETWORKS.index(network)
            for i, column in enumerate((time, lat, lon, np.broadcast_to(level, keep.shape), values), 1):
                columns[:, i] = np.asarray(column)[keep]
            self.rows.setdefault(quantity, []).append(columns)

    def judge(self, values, time, lat, lon, provider=None):
        j = Judgement(values, provider)
        j.date(time, self.now)
        j.location(lat, lon)
        return j

    def winds(self, network, speed, direction, time, lat, lon, height, sign):
        """Winds at 10 m; `sign` is 1 for directions to which the wind blows, -1 for from."""
        factor = np.log(10 / ROUGHNESS) / np.log(height / ROUGHNESS) if height != 10 else 1.0
        s, d = speed.values * factor, np.radians(direction.values)
        self.add("wind_speed_10m", network, speed.accepted(), time, lat, lon, s)
        both = np.isin(worse(speed.used(), direction.used()), USED)
        self.add("eastward_wind_10m", network, both, time, lat, lon, sign * s * np.sin(d))
        self.add("northward_wind_10m", network, both, time, lat, lon, sign * s * np.cos(d))


def read_ghrsst(path, sums):
    with opened(path) as d:
        lat, lon = decoded(d["lat"]).ravel(), decoded(d["lon"]).ravel()
        sst = decoded(d["sea_surface_temperature"]).ravel()
        bias = decoded(d["sses_bias"]).ravel()
        time = decoded(d["time"])[0] + decoded(d["sst_dtime"]).ravel() + 347155200
        level = d["quality_level"][...].ravel()
        value = sst - np.where(np.isnan(bias), 0, bias) - 273.15
    provider = coded(level, {0: MISSING, 1: BAD, 2: SUSPECT, 3: SUSPECT, 4: PROBABLY_GOOD, 5: GOOD})
    j = sums.judge(value, time, lat, lon, provider)
    j.gross_range((-2.5, 40), (0, 35))
    sums.add("sea_surface_skin_temperature", "ghrsst-l2p", j.accepted(), time, lat, lon, value)


def read_ascat(path, sums):
    with opened(path) as d:
        lat, lon = decoded(d["lat"]).ravel(), decoded(d["lon"]).ravel()
        lon = np.where(lon > 180, lon - 360, lon)
        time = decoded(d["time"]).ravel() + 631152000
        flags = d["wvc_quality_flag"][...].ravel()
        provider = np.where(flags & (65536 | 131072), BAD, GOOD)
        speed = sums.judge(decoded(d["wind_speed"]).ravel(), time, lat, lon, provider)
        direction = sums.judge(decoded(d["wind_dir"]).ravel(), time, lat, lon, provider)
    speed.gross_range((0, 75), (0, 40))
    sums.winds("ascat-l2", speed, direction, time, lat, lon, 10, 1)


def read_buoy(path, sums):
    with opened(path) as d:
        time = decoded(d["time"])
        lat = np.full(time.shape, decoded(d["latitude"])[0])
        lon = np.full(time.shape, decoded(d["longitude"])[0])

        def column(name):
            return sums.judge(decoded(d[name]), time, lat, lon, coded(d[name + "_qc_agg"][...], QARTOD))

        sst, speed, direction = column("sea_surface_temperature"), column("wind_speed"), column("wind_from_direction")
        height = getattr(d["wind_speed"], "height_above_sea_level", None)
    sst.gross_range((-2.5, 40), (0, 35))
    sst.spike(2, 4)
    sst.rate_of_change(time, 4 / 3600)
    sst.flat_line(time, 6 * 3600, 12 * 3600, 0.001)
    sums.add("sea_surface_temperature", "ioos-station", sst.accepted(), time, lat, lon, sst.values)
    speed.gross_range((0, 75), (0, 40))
    if height is not None:  # a wind of unknown height is kept out
        sums.winds("ioos-station", speed, direction, time, lat, lon, float(height), -1)


def read_ship(path, sums):
    units = {"meter second-1": 1.0, "knot": 1852 / 3600}
    with opened(path) as d:
        if d["WSPD"].units not in units:
            raise ValueError("unit of WSPD")
        time = (decoded(d["TIME"]) - 7305) * 86400
        lat, lon = decoded(d["LATITUDE"]), decoded(d["LONGITUDE"])
        lat[~(np.abs(lat) <= 90)] = np.nan

        def column(name, factor=1.0):
            flags = d[name + "_quality_control"][...].ravel()
            # Wind at 10 m and more is compared in float32, as the file holds it.
            values = (decoded(d[name]) * factor).astype(np.float32).astype(np.float64)
            return sums.judge(values, time, lat, lon, coded(flags, {b"Z": GOOD, b"K": SUSPECT, b"I": SUSPECT}, BAD))

        sst, direction = column("TEMP"), column("WDIR")
        speed = column("WSPD", units[d["WSPD"].units])
        height = float(d["WSPD"].sensor_height)
    sst.gross_range((-2.5, 40), (0, 35))
    sst.spike(2, 4)
    sums.add("sea_surface_temperature", "ship-met", sst.accepted(), time, lat, lon, sst.values)
    speed.gross_range((0, 75), (0, 40))
    sums.winds("ship-met", speed, direction, time, lat, lon, height, -1)


def ragged(d, counts):
    ends = np.cumsum(d[counts][...])
    return [slice(int(e - n), int(e)) for e, n in zip(ends, d[counts][...])]


def read_drone(path, sums, seen):
    with opened(path) as d:
        time, lat, lon = (decoded(d[n]) for n in ("time", "latitude", "longitude"))
        temp, salt = decoded(d["temp_ctd_rbr_mean"]), decoded(d["sal_rbr_mean"])
        for name, part in zip(letters(d["trajectory"]), ragged(d, "rowSize")):
            t, y, x = time[part], lat[part], lon[part]
            sst = sums.judge(temp[part], t, y, x)
            sst.gross_range((-2.5, 40), (0, 35))
            sst.spike(2, 4)
            sst.flat_line(t, 6 * 3600, 12 * 3600, 0.001)
            keep = sst.accepted()
            sums.add("sea_surface_temperature", "saildrone", keep, t, y, x, sst.values)
            seen.update((name, a, b, c) for a, b, c in zip(t[keep], y[keep], x[keep]))
            s = sums.judge(salt[part], t, y, x)
            s.gross_range((2, 41))
            sums.add("sea_surface_salinity", "saildrone", s.accepted(), t, y, x, s.values)


def read_drifters(path, sums, seen):
    with opened(path) as d:
        time, lat, lon = (decoded(d[n]) for n in ("time", "latitude", "longitude"))
        temp = decoded(d["sst"]) - 273.15
        for name, part in zip(letters(d["ID"]), ragged(d, "rowsize")):
            t, y, x = time[part], lat[part], lon[part]
            sst = sums.judge(temp[part], t, y, x)
            sst.gross_range((-2.5, 40), (0, 35))
            sst.spike(2, 4)
            # The vehicle that two networks deliver is counted once.
            again = np.array([(name, a, b, c) in seen for a, b, c in zip(t, y, x)], bool)
            sums.add("sea_surface_temperature", "generic-cf", sst.accepted() & ~again, t, y, x, sst.values)


def largest_gap(depth):
    return 50 if depth < 200 else 100 if depth < 2000 else np.inf


def to_levels(depth, values):
    """Linear interpolation between neighbours that are close enough; no extrapolation."""
    result = np.full(len(LEVELS), np.nan)
    keep = [0] if len(depth) else []
    for i in range(1, len(depth)):
        if depth[i] > depth[keep[-1]]:
            keep.append(i)
    depth, values = depth[keep], values[keep]
    for k, z in enumerate(LEVELS):
        i = np.searchsorted(depth, z)
        if i < len(depth) and depth[i] == z:
            result[k] = values[i]
        elif 0 < i < len(depth) and depth[i] - depth[i - 1] <= largest_gap(z):
            result[k] = values[i - 1] + (values[i] - values[i - 1]) * (z - depth[i - 1]) / (depth[i] - depth[i - 1])
    return result


def read_floats(paths, sums):
    best = {}
    for path in paths:
        with opened(path) as d:
            modes = d["DATA_MODE"][...]
            for n, platform in enumerate(letters(d["PLATFORM_NUMBER"])):
                mode = modes[n].decode()
                suffix = "" if mode == "R" else "_ADJUSTED"

                def rows(name):
                    return decoded(d[name + suffix])[n], coded(d[name + suffix + "_QC"][n], ARGO)

                profile = dict(
                    time=(decoded(d["JULD"])[n] - 7305) * 86400, lat=decoded(d["LATITUDE"])[n],
                    lon=decoded(d["LONGITUDE"])[n], raw=decoded(d["PRES"])[n], pres=rows("PRES")[0],
                    temperature=rows("TEMP"), salinity=rows("PSAL"),
                )
                key = (platform, int(d["CYCLE_NUMBER"][n]))
                rank = "RAD".index(mode)
                if key not in best or rank > best[key][0]:
                    best[key] = (rank, profile)
    for _, p in best.values():
        exists = ~np.isnan(p["raw"])
        for quantity in ("temperature", "salinity"):
            values, provider = (a[exists] for a in p[quantity])
            shape = values.shape
            time, lat, lon = (np.full(shape, p[k]) for k in ("time", "lat", "lon"))
            j = sums.judge(values, time, lat, lon, provider)
            if quantity == "temperature":
                j.gross_range((-2.5, 40), (0, 35))
                j.spike(4, 6)
            else:
                j.gross_range((2, 41))
            keep = j.accepted() & ~np.isnan(p["pres"][exists])
            depth = -gsw.z_from_p(p["pres"][exists][keep], p["lat"])
            found = to_levels(depth, values[keep])
            one = lambda x: np.full(len(LEVELS), x)
            sums.add(quantity, "argo", ~np.isnan(found), one(p["time"]), one(p["lat"]), one(p["lon"]), found,
                     level=np.arange(len(LEVELS)))


def read_archive(root, now):
    sums = Sums(now)
    seen = set()
    for pattern, read in (
        ("ghrsst/**/*.nc", read_ghrsst), ("ascat/**/*.nc", read_ascat), ("buoys/*.nc", read_buoy),
        ("ships/*.nc", read_ship), ("saildrone/*.nc", lambda p, s: read_drone(p, s, seen)),
        ("drifters/*.nc", lambda p, s: read_drifters(p, s, seen)),
    ):
        for path in sorted(glob.glob(os.path.join(root, pattern), recursive=True)):
            if os.path.basename(os.path.normpath(path)) in damaged(root):
                sums.set_aside.append(path)
                continue
            read(path, sums)
    floats = sorted(glob.glob(os.path.join(root, "argo/**/*.nc"), recursive=True))
    read_floats([p for p in floats if os.path.basename(p) not in damaged(root)], sums)
    return sums


def damaged(root):
    with open(os.path.join(root, "truth", "faults.json")) as f:
        return {os.path.basename(entry["file"]) for entry in json.load(f)["files"]}


# Comparing ---------------------------------------------------------------------------------------


def grouped(rows):
    """day, level, row, column -> the rows that fall there."""
    row = np.searchsorted(LAT_EDGES, rows[:, 2], side="right") - 1
    column = np.searchsorted(LON_EDGES, rows[:, 3], side="right") - 1
    day = np.floor((rows[:, 1] - START) / 86400).astype(int)
    inside = (row >= 0) & (row < 180) & (column >= 0) & (column < 140)
    rows, row, column, day = rows[inside], row[inside], column[inside], day[inside]
    key = ((day * 12 + rows[:, 4].astype(int)) * 180 + row) * 140 + column
    order = np.argsort(key, kind="stable")
    key, rows = key[order], rows[order]
    first = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    return key[first], np.split(rows, first[1:])


def compare(quantity, rows, products, sea, report):
    if sea is not None:
        rows = np.c_[rows, sea.value(quantity, rows[:, 3], rows[:, 2], (rows[:, 1] - START) / 86400, rows[:, 4])]
    keys, groups = grouped(rows)
    has_levels = quantity in ("temperature", "salinity")
    shape = (12 if has_levels else 1, 180, 140)
    expected = {}
    for key, group in zip(keys, groups):
        expected.setdefault(int(key) // (12 * 180 * 140), []).append((int(key) % (12 * 180 * 140), group))
    worst = dict(mean=0.0, standard_deviation=0.0, minimum=0.0, maximum=0.0)
    cells = 0
    failures = []
    differences, places, means = [], [], []
    for day in range(30):
        path = products.format(day + 1)
        with netCDF4.Dataset(path) as d:
            d.set_auto_mask(False)
            d.set_auto_chartostring(False)
            step = 2 * float(d[quantity + "_mean"].quantisation_error)
            got = {s: d[f"{quantity}_{s}"][0].reshape(shape) for s in
                   ("count", "mean", "standard_deviation", "minimum", "maximum")}
            networks = letters(d["network_name"])
            by_network = d[quantity + "_count_by_network"][...].reshape((len(networks),) + shape)
        counts = np.zeros(shape, int)
        network_counts = np.zeros((len(networks),) + shape, int)
        for key, group in expected.get(day, []):
            place = np.unravel_index(key, (12, 180, 140))
            values = group[:, 5]
            counts[place] = len(values)
            for n, name in enumerate(NETWORKS):
                network_counts[(networks.index(name),) + place] = (group[:, 0] == n).sum()
            wanted = dict(mean=values.mean(), standard_deviation=values.std(), minimum=values.min(),
                          maximum=values.max())
            for name, value in wanted.items():
                allowed = 2 * step if name == "standard_deviation" else step / 2 + 1e-6 * abs(value)
                error = abs(float(got[name][place]) - value)
                worst[name] = max(worst[name], float(error / allowed))
                if not error <= allowed:
                    failures.append(f"{quantity} {name} day {day + 1} cell {place}: {got[name][place]} and {value}")
            cells += 1
            if sea is not None:
                differences.append(float(got["mean"][place]) - group[:, 6].mean())
                places.append((day,) + place)
                means.append(float(got["mean"][place]))
        if not np.array_equal(counts, got["count"]):
            failures.append(f"{quantity} count day {day + 1}: {(counts != got['count']).sum()} cells differ")
        if not np.array_equal(network_counts, by_network):
            failures.append(f"{quantity} count_by_network day {day + 1}: {(network_counts != by_network).sum()} differ")
        if not np.array_equal(counts == 0, np.isnan(got["mean"])):
            failures.append(f"{quantity} mean day {day + 1}: values where nothing was observed")
    entry = dict(cells=cells, observations=int(sum(len(g) for g in groups)),
                 worst_over_allowed={k: round(v, 4) for k, v in worst.items()}, failures=len(failures))
    if differences:
        x = np.array(differences)
        day, level, row, column = np.array(places).T[:, :, None]
        y = np.array(means) - sea.value(
            quantity, LON_EDGES[column] + 0.05, LAT_EDGES[row] + 0.05, day + (np.arange(24) + 0.5) / 24, level
        ).mean(axis=1)
        entry["truth"] = dict(bias=round(float(x.mean()), 4), rms=round(float(np.sqrt((x**2).mean())), 4))
        entry["truth_of_the_day"] = dict(bias=round(float(y.mean()), 4), rms=round(float(np.sqrt((y**2).mean())), 4))
    report[quantity] = entry
    return failures


# The truth ---------------------------------------------------------------------------------------


class Sea:
    """The formulas of truth/sea_state.json, whose constants carry the names used here."""

    def __init__(self, path):
        with open(path) as f:
            self.__dict__.update(json.load(f))

    def season(self, t):
        return np.sin(2 * np.pi * (t - self.seasonZero) / self.year)

    def shelf(self, lon, lat):
        return self.shelfScale * (lon - self.shelfLongitude - self.shelfSlope * (lat - self.shelfLatitude))

    def foundation(self, lon, lat, t):
        d = self.shelf(lon, lat)
        wave = np.sin(2 * np.pi * ((lon - 124) / self.waveLongitude - t / self.wavePeriod)) * np.cos(
            2 * np.pi * (lat - 32) / self.waveLatitude)
        return (self.meanTemperature - self.meridionalGradient * (lat - 32)
                + (self.annualAmplitude + self.annualAmplitudeSlope * (lat - 32)) * self.season(t)
                + self.frontStep * np.tanh(d / self.frontWidth)
                + self.tongueExcess * np.exp(-((d - self.tongueCentre) / self.tongueWidth) ** 2)
                + self.waveAmplitude * wave)

    def wind(self, lon, lat, t):
        s = t / self.lowPeriod - np.floor(t / self.lowPeriod)
        lonc = self.lowLongitude + self.lowSpan * s
        latc = self.lowLatitude + self.lowTilt * (lonc - 124)
        dx, dy = (lon - lonc) * np.cos(np.radians(lat)), lat - latc
        g = self.lowSpeed / self.lowRadius * np.exp((1 - (dx**2 + dy**2) / self.lowRadius**2) / 2)
        a = np.radians(self.lowInflow)
        u = self.monsoonEast + self.monsoonSwing * np.sin(2 * np.pi * (lat / 12 - t / 6)) - g * (
            dy * np.cos(a) + dx * np.sin(a))
        v = self.monsoonNorth + self.monsoonSwing * np.cos(2 * np.pi * (lon / 16 + t / 5)) + g * (
            dx * np.cos(a) - dy * np.sin(a))
        return u, v

    def warming(self, lon, lat, t, z):
        turns = t + lon / 360
        h = 24 * (turns - np.floor(turns))
        sun = np.where(np.abs(h - 14) < 5, np.cos(np.pi * (h - 14) / 10) ** 2, 0)
        return self.warmLayer * np.exp(-np.hypot(*self.wind(lon, lat, t)) / self.warmLayerWind) * sun * np.exp(
            -z / self.warmLayerDepth)

    def temperature(self, lon, lat, t, z):
        x = np.maximum(0, z - self.mixedLayer + self.mixedLayerSeason * self.season(t))
        deep = self.deepTemperature + self.deepExcess * np.exp(-x / self.deepScale)
        return deep + (self.foundation(lon, lat, t) - self.deepTemperature - self.deepExcess) * np.exp(
            -x / self.thermoclineScale) + self.warming(lon, lat, t, z)

    def salinity(self, lon, lat, t, z):
        x = np.maximum(0, z - self.mixedLayer + self.mixedLayerSeason * self.season(t))
        surface = (self.shelfSalinity + self.salinityStep * np.tanh(self.shelf(lon, lat) / self.salinityWidth)
                   - self.plumeDeficit * np.exp(-((lon - 122.5) / 1.5) ** 2 - (lat - 31.5) ** 2))
        m = self.salinityMaximumDepth
        return (self.deepSalinity + (surface - self.deepSalinity) * np.exp(-x / self.haloclineScale)
                + self.salinityMaximum * (x / m) * np.exp(1 - x / m))

    def skin(self, lon, lat, t):
        speed = np.hypot(*self.wind(lon, lat, t))
        return (self.foundation(lon, lat, t) + self.warming(lon, lat, t, 0) - self.coolSkin
                - self.coolSkinCalm * np.exp(-speed / self.coolSkinWind))

    def value(self, quantity, lon, lat, t, level):
        if quantity == "sea_surface_skin_temperature":
            return self.skin(lon, lat, t)
        if quantity == "sea_surface_temperature":
            return self.temperature(lon, lat, t, 1.0)
        if quantity == "sea_surface_salinity":
            return self.salinity(lon, lat, t, 0.6)
        if quantity == "wind_speed_10m":
            return np.hypot(*self.wind(lon, lat, t))
        if quantity == "eastward_wind_10m":
            return self.wind(lon, lat, t)[0]
        if quantity == "northward_wind_10m":
            return self.wind(lon, lat, t)[1]
        depth = np.array(LEVELS, float)[np.asarray(level, int)]
        return (self.temperature if quantity == "temperature" else self.salinity)(lon, lat, t, depth)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--archive", default="Fixtures/archive")
    parser.add_argument("--products", default="products/yellow-sea-daily")
    parser.add_argument("--json", help="write the report here")
    options = parser.parse_args()
    # Observations after the day of the check are impossible; those of the archive lie years apart.
    sums = read_archive(options.archive, now=2e9)
    products = os.path.join(options.products, "yellow_sea_202406{:02d}.nc")
    sea = Sea(os.path.join(options.archive, "truth", "sea_state.json"))
    report, failures = {}, []
    for quantity, rows in sorted(sums.rows.items()):
        failures += compare(quantity, np.concatenate(rows), products, sea, report)
    for quantity, entry in report.items():
        print(f"{quantity}: {entry['observations']} observations in {entry['cells']} cells, {entry['failures']} failures")
        print(f"  worst difference over what is allowed: {entry['worst_over_allowed']}")
        print(f"  against the truth where and when observed: {entry['truth']}, over the day: {entry['truth_of_the_day']}")
    for line in failures[:20]:
        print("FAIL", line)
    if options.json:
        with open(options.json, "w") as f:
            json.dump(report, f, indent=1)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
