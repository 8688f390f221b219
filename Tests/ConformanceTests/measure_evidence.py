#!/usr/bin/env python3
"""Puts known errors into clean series, profiles and tracks and counts what quality tests find.

  measure_evidence.py PROGRAM ARTICLE [--seed 7]

PROGRAM is the conformance program; ARTICLE is written as a DocC article. The data and the errors
follow from the seed. Each test of ours is run beside that of a peer on the same numbers with the
same thresholds. Needs ioos_qc 3.0.0, cotede 0.23.9 and marine_qc 0.4.2.
"""
import argparse
import importlib.metadata
import json
import logging
import subprocess
import tempfile
import warnings

import numpy as np

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
import marine_qc  # noqa: E402
from cotede import qctests as cotede  # noqa: E402
from cotede.qctests.density_inversion import DensityInversion  # noqa: E402
from cotede.qctests.digit_roll_over import DigitRollOver  # noqa: E402
from cotede.qctests.gradient_depthconditional import GradientDepthConditional  # noqa: E402
from cotede.qctests.spike_depthconditional import SpikeDepthConditional  # noqa: E402
from cotede.qctests.stuck_value import StuckValue  # noqa: E402
from ioos_qc import argo, qartod  # noqa: E402

START = np.datetime64("2024-03-01T00:00:00", "s")


class Data:
    """One or several series, profiles or tracks laid end to end, and what is wrong in them."""

    def __init__(self, kind, times, ends, lon, lat, levels, columns):
        self.kind, self.times, self.ends = kind, times, ends
        self.lon, self.lat, self.levels, self.columns = lon, lat, levels, columns
        self.wrong = np.zeros(times.size, dtype=bool)

    def copy(self):
        other = Data(self.kind, self.times.copy(), self.ends, self.lon.copy(), self.lat.copy(),
                     None if self.levels is None else self.levels.copy(),
                     {name: values.copy() for name, values in self.columns.items()})
        return other

    def parts(self):
        start = 0
        for end in self.ends:
            yield slice(start, end)
            start = end


# Clean data.

def moorings(random, count=12, length=4320):
    """Temperatures every ten minutes for thirty days: tides, days and red noise."""
    seconds = np.arange(length) * 600.0
    values = []
    for _ in range(count):
        phase = random.uniform(0, 2 * np.pi, 2)
        noise, x = np.empty(length), 0.0
        steps = random.normal(0, 0.02, length)
        for i in range(length):
            x = 0.9 * x + steps[i]
            noise[i] = x
        values.append(12 + np.sin(2 * np.pi * seconds / 44714 + phase[0])
                      + 0.4 * np.sin(2 * np.pi * seconds / 86400 + phase[1]) + noise)
    n = count * length
    return Data("timeSeries", np.tile(START + seconds.astype("timedelta64[s]"), count),
                [length * (k + 1) for k in range(count)], np.full(n, -40.0), np.full(n, 30.0), None,
                {"temperature": np.round(np.concatenate(values), 3)})


def gappy_moorings(random, count=12, length=4320):
    """The same at uneven times, a third of the values missing in runs."""
    data = moorings(random, count, length)
    for part in data.parts():
        seconds = np.cumsum(random.choice([300, 600, 600, 900], length)).astype("timedelta64[s]")
        data.times[part] = START + seconds
        i = part.start
        while i < part.stop:
            kept = i + int(random.integers(2, 13))
            i = min(part.stop, kept + int(random.integers(1, 6)))
            data.columns["temperature"][min(kept, i):i] = np.nan
    return data


def fast_moorings(random, count=4, length=6000):
    """Temperatures five times a second through internal waves."""
    data = moorings(random, count, length)
    milliseconds = (np.arange(length) * 200).astype("timedelta64[ms]")
    data.times = np.tile(START.astype("datetime64[ms]") + milliseconds, count)
    slow = np.sin(2 * np.pi * np.arange(length) / 1500)
    data.columns["temperature"] = np.round(
        np.tile(12 + slow, count) + random.normal(0, 0.004, count * length), 3)
    return data


def profiles(random, count=300, length=100, widths=(12, 40), warmth=10):
    """Casts of one float, ten days apart, down to 1000 dbar through a thermocline."""
    levels, temperature, salinity = [], [], []
    for _ in range(count):
        p = np.round(np.linspace(2, 1000, length) + random.uniform(-0.5, 0.5, length), 1)
        middle, width = random.uniform(50, 120), random.uniform(*widths)
        mixed = 1 / (1 + np.exp((p - middle) / width))
        deep = 4 + 8 * np.exp(-p / 500)
        temperature.append(deep + warmth * mixed + random.normal(0, 0.005, length))
        salinity.append(35.0 + 0.3 * p / 1000 - 0.4 * mixed + random.normal(0, 0.002, length))
        levels.append(p)
    days = np.repeat(np.arange(count) * 10, length).astype("timedelta64[D]")
    n = count * length
    return Data("profile", START + days.astype("timedelta64[s]"),
                [length * (k + 1) for k in range(count)], np.full(n, -40.0), np.full(n, 30.0),
                np.concatenate(levels),
                {"temperature": np.round(np.concatenate(temperature), 3),
                 "salinity": np.round(np.concatenate(salinity), 3)})


def tracks(random, count=8, length=250):
    """Drifters that report every hour, with the surface temperature along their way."""
    lon, lat, sst = [], [], []
    for _ in range(count):
        u, v = np.zeros(length), np.zeros(length)
        for i in range(1, length):
            u[i] = 0.95 * u[i - 1] + random.normal(0, 0.1)
            v[i] = 0.95 * v[i - 1] + random.normal(0, 0.1)
        latitude = random.uniform(-50, 50) + np.cumsum(v) * 3600 / 111_000
        longitude = random.uniform(-170, 170) + np.cumsum(u) * 3600 / 111_000 / np.cos(
            np.radians(latitude))
        lat.append(np.round(latitude, 4))
        lon.append(np.round(longitude, 4))
        sst.append(np.round(18 + 0.02 * np.cumsum(random.normal(0, 1, length))
                            + 0.3 * np.sin(np.arange(length) * 2 * np.pi / 24), 2))
    hours = np.tile(np.arange(length), count).astype("timedelta64[h]")
    return Data("trajectory", START + hours.astype("timedelta64[s]"),
                [length * (k + 1) for k in range(count)], np.concatenate(lon), np.concatenate(lat),
                None, {"sea_surface_temperature": np.concatenate(sst)})


# Errors.

def spikes(random, data, name, share, low, high):
    data = data.copy()
    for part in data.parts():
        length = part.stop - part.start
        places = random.choice(np.arange(2, length - 2), max(1, round(share * length)), False)
        for i in part.start + places:
            data.columns[name][i] += random.choice([-1, 1]) * random.uniform(low, high)
            data.wrong[i] = True
    return data


def stuck_runs(random, data, name, runs, low, high):
    data = data.copy()
    for part in data.parts():
        for _ in range(runs):
            length = int(random.integers(low, high))
            start = int(random.integers(part.start + 1, part.stop - length))
            data.columns[name][start:start + length] = data.columns[name][start]
            data.wrong[start + 1:start + length] = True
    return data


def drift(random, data, name, share, size):
    data = data.copy()
    for part in data.parts():
        length = round(share * (part.stop - part.start))
        ramp = random.choice([-1, 1]) * size * np.linspace(0, 1, length)
        data.columns[name][part.stop - length:part.stop] += ramp
        data.wrong[part.stop - length:part.stop] = np.abs(ramp) > 0.5
    return data


def rollovers(random, data, name, size):
    """A block of levels whose digits wrapped around."""
    data = data.copy()
    for part in data.parts():
        length = int(random.integers(1, 10))
        start = int(random.integers(part.start + 5, part.stop - length - 5))
        data.columns[name][start:start + length] -= size
        data.wrong[start:start + length] = True
    return data


def stuck_profiles(random, data, name, share):
    data = data.copy()
    for part in data.parts():
        if random.uniform() < share:
            data.columns[name][part] = data.columns[name][part.start]
            data.wrong[part] = True
    return data


def profile_drift(random, data, name, size):
    """A sensor that is off for five casts."""
    data = data.copy()
    parts = list(data.parts())
    for k in range(20, len(parts) - 6, 30):
        jump = random.choice([-1, 1]) * random.uniform(1.2 * size, 3 * size)
        for part in parts[k:k + 5]:
            data.columns[name][part] += jump
            data.wrong[part] = True
    return data


def inversions(random, data, size):
    """Salinities of single levels that are too low, so that the water is too light there."""
    data = data.copy()
    for part in data.parts():
        i = int(random.integers(part.start + 20, part.stop - 5))
        data.columns["salinity"][i] -= random.uniform(size, 5 * size)
        data.wrong[i] = True
    return data


def reversals(random, data):
    data = data.copy()
    for part in data.parts():
        i = int(random.integers(part.start + 10, part.stop - 10))
        data.levels[i] = data.levels[i - 1] - random.uniform(0.5, 30)
        data.wrong[i] = True
    return data


def wrong_positions(random, data, share, low, high):
    data = data.copy()
    for part in data.parts():
        length = part.stop - part.start
        places = random.choice(np.arange(2, length - 2), max(1, round(share * length)), False)
        for i in part.start + places:
            angle, size = random.uniform(0, 2 * np.pi), random.uniform(low, high)
            data.lat[i] += size * np.sin(angle)
            data.lon[i] += size * np.cos(angle)
            data.wrong[i] = True
    return data


# Tests of ours and of peers: the observations that each marks as suspect or failed.

def ours(program, data, test, judged, params):
    names = [judged] + [name for name in data.columns if name != judged]
    nanoseconds = data.times.astype("datetime64[ns]").astype(np.int64)
    inputs = {"values": {name: [None if np.isnan(v) else float(v) for v in data.columns[name]]
                         for name in names},
              "tinp": nanoseconds.tolist(), "lon": data.lon.tolist(), "lat": data.lat.tolist(),
              "ends": data.ends,
              "platforms": ["P" if data.kind == "profile" else f"P{k}"
                            for k in range(len(data.ends))]}
    if data.levels is not None:
        inputs["levels"] = data.levels.tolist()
    case = {"id": 0, "test": "sverdrup." + test, "inputs": inputs,
            "params": {**params, "feature_type": data.kind}}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"cases": [case]}, file)
        file.flush()
        answer = json.loads(subprocess.run([program, "qc", file.name], capture_output=True,
                                           check=True, text=True).stdout)
    if "error" in answer:
        raise SystemExit(f"{test}: {answer['error']}")
    return np.isin(answer["flags"], [3, 4])


def each(data, judge):
    """What a peer marks, one series, profile or track at a time."""
    marked = np.zeros(data.times.size, dtype=bool)
    for part in data.parts():
        marked[part] = judge(part)
    return marked


def marks(flags):
    return np.isin(np.ma.filled(np.ma.asarray(flags), 9).astype(int), [3, 4])


def by_cotede(test, data, judged, cfg):
    def judge(part):
        profile = {judged: data.columns[judged][part].copy()}
        if data.levels is not None:
            profile |= {"PRES": data.levels[part].copy()}
        name = next(iter(test(profile, varname=judged, cfg=cfg).flags))
        return test(profile, varname=judged, cfg=cfg).flags[name] == 4
    return each(data, judge)


def by_cotede_density(data, threshold):
    def judge(part):
        cast = {"TEMP": data.columns["temperature"][part].copy(),
                "PSAL": data.columns["salinity"][part].copy(), "PRES": data.levels[part].copy()}
        return DensityInversion(cast, cfg={"threshold": threshold}).flags["density_inversion"] == 4
    return each(data, judge)


class Contest:
    """One kind of error, and a test of ours beside a peer's on the same numbers."""

    def __init__(self, error, clean, spoiled, test, judged, params, peer_name, peer):
        self.error, self.clean, self.spoiled = error, clean, spoiled
        self.test, self.judged, self.params = test, judged, params
        self.peer_name, self.peer = peer_name, peer

    def rows(self, program):
        limits = ", ".join(f"{key} {value}" for key, value in self.params.items()
                           if key != "members")
        yield self.row(f"`{self.test}` {limits}".strip(), lambda data: ours(
            program, data, self.test, self.judged, self.params))
        if self.peer is not None:
            yield self.row(self.peer_name, self.peer)

    def row(self, name, judge):
        on_clean, on_spoiled = judge(self.clean), judge(self.spoiled)
        wrong = self.spoiled.wrong
        return (self.error, name, int(wrong.sum()), on_spoiled[wrong].mean(), on_clean.mean(),
                on_spoiled[~wrong].mean())


def contests(seed):
    random = np.random.default_rng(seed)
    mooring, cast, track = moorings(random), profiles(random), tracks(random)
    values = "temperature"

    def column(part, data, name=values):
        return data.columns[name][part]

    def seconds(part, data):
        return data.times[part].astype("datetime64[ns]")

    spiky = spikes(random, mooring, values, 0.005, 0.5, 5)
    for test, params, peer_name, peer in [
        ("spike", {"suspect": 0.3, "fail": 1}, "ioos_qc `spike_test`",
         lambda d: each(d, lambda p: marks(qartod.spike_test(column(p, d), 0.3, 1)))),
        ("spike", {"suspect": 0.3, "fail": 1, "form": "differential"},
         "ioos_qc `spike_test`, differential",
         lambda d: each(d, lambda p: marks(
             qartod.spike_test(column(p, d), 0.3, 1, method="differential")))),
        ("rate_of_change", {"suspect": 0.0005}, "ioos_qc `rate_of_change_test`",
         lambda d: each(d, lambda p: marks(
             qartod.rate_of_change_test(column(p, d), seconds(p, d), 0.0005)))),
        ("gross_range", {"suspect": [9, 15], "fail": [0, 25]}, "ioos_qc `gross_range_test`",
         lambda d: each(d, lambda p: marks(
             qartod.gross_range_test(column(p, d), (0, 25), (9, 15))))),
        ("tukey_53h", {"fail": 0.3}, "cotede `tukey53H`",
         lambda d: each(d, lambda p: np.nan_to_num(
             np.abs(np.ma.filled(cotede.tukey53H(column(p, d).copy()), np.nan))) > 0.3)),
        ("running_deviation", {"half_window": 5, "fail_factor": 3}, None, None),
        ("hampel", {"half_window": 3, "fail_factor": 8}, None, None),
        ("rate_of_change_deviation", {"period": 90000, "deviation_of": "steps"}, None, None),
    ]:
        yield Contest("spikes of 0.5 to 5 °C in a mooring", mooring, spiky, test, values, params,
                      peer_name, peer)

    stuck = stuck_runs(random, mooring, values, 3, 18, 60)
    for test, params, peer_name, peer in [
        ("flat_line", {"suspect": 7200, "fail": 14400, "tolerance": 0.0005},
         "ioos_qc `flat_line_test`",
         lambda d: each(d, lambda p: marks(qartod.flat_line_test(
             column(p, d), seconds(p, d), 7200, 14400, 0.0005)))),
        ("flat_line", {"suspect": 7200, "fail": 14400, "tolerance": 0},
         "ioos_qc `flat_line_test`, tolerance 0",
         lambda d: each(d, lambda p: marks(qartod.flat_line_test(
             column(p, d), seconds(p, d), 7200, 14400)))),
        ("attenuated_signal", {"suspect": 0.005, "fail": 0.001, "window": 7200,
                               "minimum_count": 12},
         "ioos_qc `attenuated_signal_test`",
         lambda d: each(d, lambda p: marks(qartod.attenuated_signal_test(
             column(p, d), seconds(p, d), 0.005, 0.001, 7200, min_obs=12)))),
        ("repeated_count", {"tolerance": 0}, None, None),
    ]:
        yield Contest("a sensor stuck for 3 to 10 hours", mooring, stuck, test, values, params,
                      peer_name, peer)
    gappy = gappy_moorings(random)
    gappy_stuck = stuck_runs(random, gappy, values, 3, 18, 60)
    gappy_stuck.columns[values][np.isnan(gappy.columns[values])] = np.nan
    gappy_stuck.wrong[np.isnan(gappy.columns[values])] = False
    yield Contest("the same at uneven times, a third of the values missing", gappy, gappy_stuck,
                  "flat_line", values, {"suspect": 2400, "fail": 14400, "tolerance": 0.0005},
                  "ioos_qc `flat_line_test`",
                  lambda d: each(d, lambda p: marks(qartod.flat_line_test(
                      column(p, d), seconds(p, d), 2400, 14400, 0.0005))))
    fast = fast_moorings(random)
    fast_spiky = spikes(random, fast, values, 0.005, 0.2, 2)
    yield Contest("spikes of 0.2 to 2 °C at five values a second", fast, fast_spiky,
                  "rate_of_change", values, {"suspect": 0.5}, "ioos_qc `rate_of_change_test`",
                  lambda d: each(d, lambda p: marks(
                      qartod.rate_of_change_test(column(p, d), seconds(p, d), 0.5))))

    drifting = drift(random, mooring, values, 0.25, 3)
    members = [{"months": [3, 3], "suspect": [10.3, 13.7], "fail": [8, 16]}]
    peers = [{"tspan": [3, 3], "period": "month", "vspan": [10.3, 13.7], "fspan": [8, 16]}]
    yield Contest("a drift up to 3 °C in a week", mooring, drifting, "climatology", values,
                  {"members": members}, "ioos_qc `climatology_test`",
                  lambda d: each(d, lambda p: marks(qartod.climatology_test(
                      peers, column(p, d), seconds(p, d), np.zeros(p.stop - p.start)))))

    spiked = spikes(random, cast, values, 0.01, 3, 10)
    error = "spikes of 3 to 10 °C in profiles"
    yield Contest(error, cast, spiked, "argo_spike", values, {"shallow": 6, "deep": 2},
                  "cotede `spike_depthconditional`",
                  lambda d: by_cotede(SpikeDepthConditional, d, values,
                                      {"pressure_threshold": 500, "shallow_max": 6.0,
                                       "deep_max": 2.0}))
    yield Contest(error, cast, spiked, "gradient", values, {"shallow": 9, "deep": 3},
                  "cotede `gradient_depthconditional`",
                  lambda d: by_cotede(GradientDepthConditional, d, values,
                                      {"pressure_threshold": 500, "shallow_max": 9.0,
                                       "deep_max": 3.0}))
    yield Contest(error, cast, spiked, "medd", values, {}, None, None)
    yield Contest(error, cast, spiked, "en_spike", values, {}, None, None)
    coarse = profiles(random, 300, 40, (2, 8), 18)
    coarse_spiked = spikes(random, coarse, values, 0.025, 3, 10)
    yield Contest("the same in coarse profiles through steep thermoclines", coarse, coarse_spiked,
                  "argo_spike", values, {"shallow": 6, "deep": 2},
                  "cotede `spike_depthconditional`",
                  lambda d: by_cotede(SpikeDepthConditional, d, values,
                                      {"pressure_threshold": 500, "shallow_max": 6.0,
                                       "deep_max": 2.0}))
    rolled = rollovers(random, cast, values, 20)
    yield Contest("digits that rolled over by 20 °C", cast, rolled, "digit_rollover", values,
                  {"fail": 10}, "cotede `digit_roll_over`",
                  lambda d: by_cotede(DigitRollOver, d, values, {"threshold": 10}))
    frozen = stuck_profiles(random, cast, values, 0.1)
    yield Contest("profiles of one value", cast, frozen, "stuck_profile", values, {},
                  "cotede `stuck_value`", lambda d: by_cotede(StuckValue, d, values, {}))
    jumped = profile_drift(random, cast, "salinity", 0.5)
    yield Contest("salinities that jump by 0.6 to 1.5", cast, jumped, "sensor_drift", "salinity",
                  {"suspect": 0.5}, None, None)
    light = inversions(random, cast, 0.1)
    yield Contest("levels lighter by 0.1 to 0.5 of salinity", cast, light, "density_inversion",
                  "salinity", DENSITY, "cotede `density_inversion`",
                  lambda d: by_cotede_density(d, -0.03))
    turned = reversals(random, cast)
    yield Contest("pressures that go back by 0.5 to 30 dbar", cast, turned, "pressure_increasing",
                  values, {"form": "classic"}, "ioos_qc `pressure_increasing_test`",
                  lambda d: each(d, lambda p: marks(argo.pressure_increasing_test(d.levels[p]))))

    lost = wrong_positions(random, track, 0.02, 0.3, 5)
    error = "single fixes off by 0.3 to 5 degrees"
    sst = "sea_surface_temperature"
    yield Contest(error, track, lost, "impossible_speed", sst, {"suspect": 2, "fail": 3},
                  "ioos_qc `speed_test`",
                  lambda d: each(d, lambda p: marks(argo.speed_test(
                      d.lon[p], d.lat[p], seconds(p, d), 2, 3))))
    yield Contest(error, track, lost, "location", sst, {"maximum_displacement": 10_000},
                  "ioos_qc `location_test`",
                  lambda d: each(d, lambda p: marks(qartod.location_test(
                      d.lon[p], d.lat[p], 10_000, "wgs84"))))
    yield Contest(error, track, lost, "iquam_track", sst, {"maximum_speed": 15 / 3.6},
                  "marine_qc `do_iquam_track_check`",
                  lambda d: each(d, lambda p: np.asarray(marine_qc.do_iquam_track_check(
                      d.lat[p], d.lon[p], seconds(p, d), 15.0, 1.11, 0.01, 5)) == 1))
    hot = spikes(random, track, sst, 0.02, 2, 8)
    yield Contest("spikes of 2 to 8 °C of drifters", track, hot, "iquam_spike", sst,
                  {"least": 1, "per_kilometer": 0.5, "per_hour": 1},
                  "marine_qc `do_spike_check`",
                  lambda d: each(d, lambda p: np.asarray(marine_qc.do_spike_check(
                      column(p, d, sst), d.lat[p], d.lon[p], seconds(p, d), 0.5, 1.0, 1.0, 5)) == 1))


DENSITY = {"fail": 0.03}


def percent(share):
    return f"{100 * share:.2f}" if 0 < share < 0.01 else f"{100 * share:.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("article")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}"
                         for name in ("ioos_qc", "cotede", "marine_qc"))
    lines = [
        "# What quality tests find",
        "",
        "Known errors, put into clean data, and how many of them each test marks.",
        "",
        "## Overview",
        "",
        f"Written by `Tests/ConformanceTests/measure_evidence.py` with seed {arguments.seed},"
        f" beside {versions}:",
        "",
        "    Tests/ConformanceTests/measure_evidence.py .build/release/conformance"
        " Sources/Sverdrup/Sverdrup.docc/Evidence.md",
        "",
        "The data are synthetic: 12 moorings with a temperature every ten minutes for 30 days (tides, "
        "days, red noise), 300 profiles of 100 levels through a thermocline, and 8 drifters with 250 "
        "hourly fixes. Marked means suspect or failed. *Found* is the share of the wrong "
        "observations that are marked, *false alarms* the share of marked ones in the same data "
        "without any error, and *beside errors* the share of sound observations that are marked in "
        "the spoiled data, mostly the neighbours of wrong ones. Shares are in per cent. A row "
        "without a peer beside it is a test that none of these has.",
        "",
        "A flat line is found when it has lasted as long as asked for; the first hours of a stuck run "
        "are sound by that rule. Of a profile whose digits rolled over, the Argo rule makes all "
        "other levels suspect.",
        "",
    ]
    error = None
    for contest in contests(arguments.seed):
        for row in contest.rows(arguments.program):
            if row[0] != error:
                error = row[0]
                lines += ["", f"### {error[0].upper()}{error[1:]}", "",
                          f"{row[2]} wrong observations.", "",
                          "| test | found | false alarms | beside errors |", "|:---|---:|---:|---:|"]
            lines.append(f"| {row[1]} | {percent(row[3])} | {percent(row[4])} | {percent(row[5])} |")
            print(row, flush=True)
    with open(arguments.article, "w") as file:
        file.write("\n".join(lines).replace("\n\n\n", "\n\n") + "\n")


if __name__ == "__main__":
    main()
