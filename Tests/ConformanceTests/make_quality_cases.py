#!/usr/bin/env python3
"""Writes seeded calls of quality tests with the flags that ioos_qc gives, for check_quality.py.

  make_quality_cases.py OUTPUT [--seed 1] [--rounds 12]

Needs ioos_qc 3.0.0 with gsw, numba and shapely. Every case is an ordinary call, an edge of a
rule, or a call that must be refused.
"""
import argparse
import importlib.metadata
import itertools
import json
import random

import quality_peer

SECOND = 10**9
START = 1577836800 * SECOND  # 2020-01-01
NONE = object()


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.cases = []

    def add(self, test, inputs, params=None, note=None):
        case = {"test": test, "inputs": inputs, "params": params or {}}
        if note:
            case["note"] = note
        self.cases.append(case)

    # Ingredients.

    def values(self, count, missing=0.1, digits=2, scale=2.0, whole=False):
        found = []
        for _ in range(count):
            if self.random.random() < missing:
                found.append(None)
            elif whole:
                found.append(self.random.randrange(-5, 6))
            else:
                found.append(round(self.random.gauss(0, scale), digits))
        return found

    def stepped(self, count, missing=0.05):
        found, value = [], 0.0
        while len(found) < count:
            value = round(self.random.gauss(0, 1), 2)
            found += [value] * self.random.choice([1, 1, 2, 3, 5, 8, 12])
        return [None if self.random.random() < missing else v for v in found[:count]]

    def times(self, count, kind="regular"):
        time, found = START, []
        for _ in range(count):
            found.append(time)
            if kind == "regular":
                time += 60 * SECOND
            elif kind == "irregular":
                time += self.random.randrange(30, 91) * SECOND
            elif kind == "gaps":
                time += self.random.choice([60, 60, 60, 60, 600, 3600]) * SECOND
            elif kind == "hours":
                time += 3600 * SECOND
            elif kind == "days":
                time += self.random.randrange(1, 40) * 86400 * SECOND
            elif kind == "back":
                time += self.random.choice([60, 60, 60, -120, 0]) * SECOND
        return found

    def with_missing(self, values, share=0.1):
        return [None if self.random.random() < share else v for v in values]

    # Tests.

    def gross_range(self, rounds):
        test = "qartod.gross_range_test"
        for k in range(rounds):
            self.add(test, {"inp": self.values(20, whole=k % 3 == 0)},
                     {"fail_span": [-4, 4], "suspect_span": [-2.5, 2]})
            self.add(test, {"inp": self.values(15)}, {"fail_span": [2.5, -1.5]})
        edge = [-1, 0, 1, 1.0000000000000002, 2, 3, None, 1e308, -1e308]
        for params in [
            {"fail_span": [0, 2], "suspect_span": [1, 1]},
            {"fail_span": [1, 1], "suspect_span": [1, 1]},
            {"fail_span": [1, 1]},
            {"fail_span": [2, 0], "suspect_span": [1.5, 0.5]},
            {"fail_span": [0, 2], "suspect_span": None},
            {"fail_span": [0, 2], "suspect_span": [0, 2]},
            {"fail_span": [0, 2], "suspect_span": [0, 3]},
            {"fail_span": [0, 2], "suspect_span": [-1, 2]},
            {"fail_span": [0, 2], "suspect_span": [3, 4]},
            {"fail_span": [0]},
            {"fail_span": [0, 1, 2]},
            {"fail_span": [0, 2], "suspect_span": [1]},
            {"fail_span": 5},
            {"fail_span": None},
            {"suspect_span": [0, 1]},
            {"fail_span": ["a", "b"]},
            {"fail_span": [0, None]},
            {"fail_span": [0, 2], "suspect_span": []},
            {"fail_span": [0, 2], "unknown": 1},
            {"fail_span": [-1e9, 1e9]},
        ]:
            self.add(test, {"inp": edge}, params)
            self.add(test, {"inp": []}, params)
        self.add(test, {"inp": [None]}, {"fail_span": [0, 1]})
        self.add(test, {"inp": [0.1 + 0.2]}, {"fail_span": [0, 0.3]})

    def spike(self, rounds):
        test = "qartod.spike_test"
        methods = [{}, {"method": "average"}, {"method": "differential"}]
        for k in range(rounds):
            for method in methods:
                self.add(test, {"inp": self.values(25, missing=0.1 * (k % 3), whole=k % 4 == 0)},
                         {"suspect_threshold": 1.5, "fail_threshold": 3, **method})
        edges = [
            [], [1], [1, 2], [1, 5, 1], [None], [None, None, None], [1, None, 1], [1, 1, None, 1],
            [0, 10, 20, 30], [0, 2, 0, 2, 0], [1, 3, 3, 1], [1, 3, 1], [1, 2.5, 1], [1, 4, 1],
            [0.1, 0.2, 0.1], [5, 5, 5, 5], [-1, -4, -1], [None, 3, 9, 3, None],
        ]
        limits = [
            {"suspect_threshold": 1.5, "fail_threshold": 3},
            {"suspect_threshold": 2}, {"fail_threshold": 2}, {},
            {"suspect_threshold": None, "fail_threshold": 2},
            {"suspect_threshold": 3, "fail_threshold": 1},
            {"suspect_threshold": 2, "fail_threshold": None},
        ]
        for inp, method, limit in itertools.product(edges, methods, limits):
            if self.random.random() < 0.5:
                self.add(test, {"inp": inp}, {**limit, **method})
        for bad in [{"method": "median"}, {"method": "Average"}, {"method": None},
                    {"suspect_threshold": "x"}, {"unknown": 1}]:
            self.add(test, {"inp": [1, 5, 1]}, {"suspect_threshold": 1, **bad})

    def rate_of_change(self, rounds):
        test = "qartod.rate_of_change_test"
        for k in range(rounds):
            for kind in ["regular", "irregular", "gaps", "hours"]:
                limits = {"threshold": 0.03}
                if k % 2:
                    limits["fail_threshold"] = 0.08
                self.add(test, {"inp": self.values(25, missing=0.1 * (k % 3)),
                                "tinp": self.times(25, kind)}, limits)
        for inp, tinp, params in [
            ([], [], {"threshold": 1}), ([1], [START], {"threshold": 1}),
            ([1, 61], self.times(2), {"threshold": 1}),
            ([1, 62], self.times(2), {"threshold": 1}),
            ([1, 61], self.times(2), {"threshold": 1, "fail_threshold": None}),
            ([1, 121], self.times(2), {"threshold": 1, "fail_threshold": 2}),
            ([1, 122], self.times(2), {"threshold": 1, "fail_threshold": 2}),
            ([1, 122], self.times(2), {"threshold": 3, "fail_threshold": 1}),
            ([1, 2], self.times(2), {"threshold": 0}),
            ([1, 1], self.times(2), {"threshold": 0}),
            ([None, None], self.times(2), {"threshold": 1}),
            ([None, 500, None, 500, 900], self.times(5), {"threshold": 1}),
            ([1, 500, 1], [START, None, START + SECOND], {"threshold": 1}),
            ([1, 500, 1], [None, None, None], {"threshold": 1}),
            ([1, 2], self.times(2), {}), ([1, 2], self.times(2), {"threshold": None}),
            ([1, 2, 3], self.times(2), {"threshold": 1}),
            ([1, 2], self.times(3), {"threshold": 1}),
            ([1], self.times(2), {"threshold": 1}),
            ([1, 2], self.times(2), {"threshold": "x"}),
            ([1, 2], self.times(2), {"threshold": 1, "unknown": 2}),
            ([3, 1, 2], [START + 2 * SECOND, START + SECOND, START], {"threshold": 1.5}),
            ([1, 1, 1], [START, START, START], {"threshold": 1}),
            ([1, -1], self.times(2), {"threshold": -1}),
        ]:
            self.add(test, {"inp": inp, "tinp": tinp}, params)

    def flat_line(self, rounds):
        test = "qartod.flat_line_test"
        for k in range(rounds):
            for kind in ["regular", "irregular", "gaps"]:
                for tolerance in [0.05, 0.5]:
                    self.add(
                        test,
                        {"inp": self.stepped(50, missing=0.06 * (k % 3)),
                         "tinp": self.times(50, kind)},
                        {"suspect_threshold": self.random.choice([120, 180, 200, 240]),
                         "fail_threshold": self.random.choice([300, 360, 600]),
                         "tolerance": tolerance},
                    )
        flat = [5.0] * 8
        for inp, tinp, params in [
            ([], [], {}), ([1], [START], {}), ([1, 1], self.times(2), {}),
            ([1, 1, 1], self.times(3), {}), (flat, self.times(8), {}),
            ([None] * 6, self.times(6), {}),
            ([5.0, None, None, None, 5.0, 5.0, 9, 9], self.times(8), {}),
            ([1, 1.5, 1, 1.5, 1, 1.5, 1, 1], self.times(8), {"tolerance": 0.5}),
            ([1, 1.49, 1, 1.5, 1, 1.49, 1, 1], self.times(8), {"tolerance": 0.5}),
            (flat, self.times(8), {"suspect_threshold": 300, "fail_threshold": 120}),
            (flat, self.times(8), {"suspect_threshold": 5000, "fail_threshold": 9000}),
            (flat, self.times(8), {"suspect_threshold": 179.9, "fail_threshold": 300.5}),
            (flat, self.times(8), {"suspect_threshold": 150, "fail_threshold": 270}),
            (flat, self.times(8), {"suspect_threshold": 60, "fail_threshold": 120}),
            (flat, self.times(8), {"suspect_threshold": 480, "fail_threshold": 420}),
            (flat, self.times(8), {"suspect_threshold": None}),
            (flat, self.times(8), {"fail_threshold": "x"}),
            (flat, self.times(8), {"tolerance": None}),
            (flat, self.times(8), {"unknown": 1}),
            (flat, self.times(8, "back"), {}),
            (flat, self.times(8)[::-1], {}),
            (flat, [None] + self.times(8)[1:], {}),
        ]:
            self.add(test, {"inp": inp, "tinp": tinp},
                     {"suspect_threshold": 120, "fail_threshold": 240, "tolerance": 0.5, **params})
        self.add(test, {"inp": flat, "tinp": self.times(8)}, {"suspect_threshold": 120})
        self.add(test, {"inp": flat, "tinp": self.times(5)},
                 {"suspect_threshold": 120, "fail_threshold": 240, "tolerance": 0.5})

    def attenuated_signal(self, rounds):
        test = "qartod.attenuated_signal_test"
        for k in range(rounds):
            for check in ["std", "range"]:
                series = self.values(40, missing=0.1 * (k % 3), scale=[0.05, 0.2, 0.5][k % 3])
                for params in [
                    {}, {"test_period": 600}, {"test_period": 600, "min_obs": 5},
                    {"test_period": 600, "min_period": 300},
                    {"test_period": 600, "min_obs": 3, "min_period": 540},
                ]:
                    self.add(test, {"inp": series,
                                    "tinp": self.times(40, ["regular", "irregular", "gaps"][k % 3])},
                             {"suspect_threshold": 0.2, "fail_threshold": 0.1,
                              "check_type": check, **params})
        base = {"suspect_threshold": 1.0, "fail_threshold": 0.5, "check_type": "range"}
        for inp, tinp, params in [
            ([], [], {}), ([1], [START], {}), ([1], [START], {"test_period": 60}),
            ([None, None], self.times(2), {}), ([None, None], self.times(2), {"test_period": 600}),
            ([1, 2], self.times(2), {}), ([1, 1.5], self.times(2), {}),
            ([1, 1.4], self.times(2), {}), ([1, 1], self.times(2), {"fail_threshold": 0}),
            ([1, 2, 1, 2, 1], self.times(5), {"test_period": 120}),
            ([1, 2, 1, 2, 1], self.times(5), {"test_period": 60}),
            ([1, 2, 1, 2, 1], self.times(5), {"test_period": 61}),
            ([1, 2, 1, 2, 1], self.times(5), {"test_period": 0}),
            ([1, 2, 1, 2, 1], self.times(5), {"test_period": None}),
            ([1, 2, 1, 2, 1], self.times(5), {"test_period": 180, "min_obs": 0}),
            ([1, 2, 1, 2, 1], self.times(5), {"test_period": 180, "min_obs": 1}),
            ([1, 2, 1, 2, 1], self.times(5), {"test_period": 180, "min_obs": 4}),
            ([1, 2, 1, 2, 1], self.times(5), {"test_period": 180, "min_period": 90}),
            ([1, 2, 1, 2, 1], self.times(5), {"test_period": 180, "min_period": 0}),
            ([1, 2, 1, 2, 1], self.times(5), {"min_obs": 9}),
            ([1, 2, 1, 2, 1], self.times(5)[::-1], {"test_period": 180}),
            ([1, 2, 1, 2, 1], self.times(5), {"check_type": "other"}),
            ([1, 2, 1, 2, 1], self.times(5), {"check_type": None}),
            ([1, 2, 1, 2, 1], self.times(5), {"suspect_threshold": None}),
            ([1, 2, 1, 2, 1], self.times(5), {"suspect_threshold": 0.1, "fail_threshold": 5}),
            ([1, 2, 1], self.times(5), {}), ([1, 2, 1], self.times(5), {"test_period": 180}),
            ([1, 2, 1, 2, 1], self.times(5), {"unknown": 5}),
        ]:
            self.add(test, {"inp": inp, "tinp": tinp}, {**base, **params})
        self.add(test, {"inp": [1, 2], "tinp": self.times(2)}, {"suspect_threshold": 1})
        self.add(test, {"inp": [1, 2], "tinp": self.times(2)},
                 {"suspect_threshold": 1, "fail_threshold": 0.2})

    def climatology(self, rounds):
        test = "qartod.climatology_test"
        periods = [("month", 1, 12), ("dayofyear", 1, 366), ("dayofweek", 0, 6), ("quarter", 1, 4),
                   ("week", 1, 53), ("weekofyear", 1, 53), ("year", 2020, 2022)]
        for k in range(rounds):
            for period, low, high in periods:
                members = []
                for _ in range(self.random.randrange(1, 4)):
                    span = sorted([self.random.randint(low, high), self.random.randint(low, high)])
                    member = {"tspan": span, "period": period, "vspan": [-1.5, 1.5]}
                    if self.random.random() < 0.5:
                        member["fspan"] = [-3, 3]
                    if self.random.random() < 0.5:
                        member["zspan"] = sorted([self.random.randrange(0, 60),
                                                  self.random.randrange(0, 60)])
                    if self.random.random() < 0.2:
                        member["vspan"] = [1, -1]
                    members.append(member)
                self.add(test, {"inp": self.values(15, missing=0), "tinp": self.times(15, "days"),
                                "zinp": [self.random.randrange(0, 60) for _ in range(15)]},
                         {"members": members})
            bounds = sorted(self.random.sample(range(400), 2))
            self.add(test, {"inp": self.values(15), "tinp": self.times(15, "days"),
                            "zinp": self.with_missing([float(z) for z in range(15)], 0.2)},
                     {"members": [{"tspan": [START + b * 86400 * SECOND for b in bounds],
                                   "vspan": [-1, 1], "fspan": [-2, 2],
                                   **({"zspan": [3, 10]} if k % 2 else {})}]})
        inputs = {"inp": [1.0, 2.0, 3.0, 4.0], "tinp": self.times(4), "zinp": [0, 10, 20, None]}
        month = {"tspan": [1, 1], "period": "month", "vspan": [2, 3]}
        for members in [
            [], [month], [{**month, "period": None}], [{**month, "period": "fortnight"}],
            [{**month, "period": "hour", "tspan": [0, 0]}],
            [{**month, "vspan": [2]}], [{**month, "vspan": None}], [{"period": "month"}],
            [{**month, "zspan": [0, 10]}], [{**month, "zspan": [10, 0]}],
            [{**month, "zspan": [0, 10], "fspan": [1.5, 2.5]}], [{**month, "fspan": [5, 6]}],
            [{**month, "fspan": None, "zspan": None}], [{**month, "zspan": [0]}],
            [month, {**month, "vspan": [0, 9]}], [{**month, "vspan": [0, 9]}, month],
            [{"tspan": ["2020-01-01", "2020-02-01"], "vspan": [2, 3]}],
            [{"tspan": ["2020-01-01T00:01:00", "2020-01-01T00:02:00"], "vspan": [2, 3]}],
            [{"tspan": [START + 60 * SECOND, START + 120 * SECOND], "vspan": [2, 3]}],
            [{"tspan": [START + 120 * SECOND, START + 60 * SECOND], "vspan": [2, 3]}],
            [{**month, "extra": 1}], [{**month, "tspan": [1, 2, 3]}], [{**month, "tspan": [1]}],
        ]:
            self.add(test, inputs, {"members": members})
        self.add(test, {"inp": [], "tinp": [], "zinp": []}, {"members": [month]})
        self.add(test, {"inp": [2.5], "tinp": [START], "zinp": [None]}, {"members": [month]})
        self.add(test, {"inp": [2.5], "tinp": [START], "zinp": [None]},
                 {"members": [{**month, "zspan": [0, 1]}]})
        self.add(test, {"inp": [2.5, 1], "tinp": [START], "zinp": [0, 0]}, {"members": [month]})
        self.add(test, {"inp": [2.5, 1], "tinp": [None, START], "zinp": [0, 0]},
                 {"members": [month]})
        ends = [f"{y}-{d}" for y in (2019, 2020, 2021) for d in ("01-01", "12-29", "12-31", "02-29")
                if not (d == "02-29" and y != 2020)]
        import numpy as np
        stamps = [int(np.datetime64(e, "ns").astype(int)) + s * SECOND
                  for e in ends for s in (0, 86399)]
        for period, low, high in periods:
            middle = (low + high) // 2
            for span in ([low, middle], [middle + 1, high], [low, low], [high, high]):
                self.add(test, {"inp": [0.0] * len(stamps), "tinp": stamps,
                                "zinp": [0.0] * len(stamps)},
                         {"members": [{"tspan": span, "period": period, "vspan": [-1, 1]}]})

    def density_inversion(self, rounds):
        test = "qartod.density_inversion_test"
        for k in range(rounds):
            for direction in (1, -1):
                rho, z, r = [], [], 1025.0
                for i in range(20):
                    r = round(r + self.random.gauss(0.02, 0.03), 3)
                    rho.append(r)
                    z.append(i * 5 * direction if k % 4 else self.random.randrange(0, 20))
                if k % 3 == 1:
                    rho = self.with_missing(rho)
                if k % 3 == 2:
                    z = self.with_missing(z)
                self.add(test, {"inp": rho, "zinp": z},
                         {"suspect_threshold": -0.01, "fail_threshold": -0.03})
        for inp, z, params in [
            ([], [], {}), ([1025], [0], {}), ([None], [0], {}), ([None], [None], {}),
            ([1025, 1024], [0, 1], {}), ([1025, 1024], [0, 0], {}), ([1025, 1024], [1, 0], {}),
            ([1025, 1024], [None, 1], {}), ([1025, None, 1024], [0, 1, 2], {}),
            ([None, None], [0, 1], {}), ([1025, 1024, 1026], [0, 1, None], {}),
            ([1, 0.75, 0.5], [0, 1, 2], {"suspect_threshold": -0.25, "fail_threshold": -0.5}),
            ([1, 0.7, 0.5], [0, 1, 2], {"suspect_threshold": -0.25, "fail_threshold": -0.28}),
            ([1, 0.75, 0.5], [0, 1, 2], {"suspect_threshold": None, "fail_threshold": -0.1}),
            ([1, 0.75, 0.5], [0, 1, 2], {"suspect_threshold": -0.1, "fail_threshold": None}),
            ([1, 0.75, 0.5], [0, 1, 2], {"suspect_threshold": None, "fail_threshold": None}),
            ([1, 1.75, 2.5], [0, 1, 2], {"suspect_threshold": 1, "fail_threshold": 0.75}),
            ([1, 1.75, 2.5], [0, 1, 2], {"suspect_threshold": 0, "fail_threshold": 0}),
            ([1, 0.75, 0.5], [0, 1, 2], {"suspect_threshold": -0.3, "fail_threshold": -0.1}),
            ([1, 0.75], [0, 1, 2], {}), ([1, 0.75], [0], {}),
            ([1, 0.75], [0, 1], {"suspect_threshold": "x"}),
            ([1, 0.75], [0, 1], {"unknown": 1}),
        ]:
            self.add(test, {"inp": inp, "zinp": z},
                     {"suspect_threshold": -0.01, "fail_threshold": -0.03, **params})
        self.add(test, {"inp": [1, 0.75], "zinp": [0, 1]}, {})

    def positions(self, count, step=0.02):
        longitude, latitude = -40.0, 30.0
        found = ([], [])
        for _ in range(count):
            longitude = round(longitude + self.random.gauss(0, step), 5)
            latitude = round(latitude + self.random.gauss(0, step), 5)
            found[0].append(longitude)
            found[1].append(latitude)
        return found

    def location(self, rounds):
        test = "qartod.location_test"
        for k in range(rounds):
            lon, lat = self.positions(15)
            if k % 2:
                lon, lat = self.with_missing(lon), self.with_missing(lat)
            if k % 3 == 0:
                lon[3], lat[7] = 180.5, -95
            self.add(test, {"lon": lon, "lat": lat})
            for method in ({}, {"range_method": "wgs84"}, {"range_method": "haversine"}):
                if None in lon + lat and method.get("range_method") == "wgs84":
                    continue
                self.add(test, {"lon": lon, "lat": lat}, {"range_max": 2500, **method})
        for lon, lat, params in [
            ([], [], {}), ([0], [0], {}), ([None], [None], {}), ([None], [0], {}), ([0], [None], {}),
            ([180, -180], [90, -90], {}), ([180.0001, 0], [0, 90.0001], {}),
            ([179.99, -179.99], [0, 0], {"range_max": 3000}),
            ([179.99, -179.99], [0, 0], {"range_max": 2000}),
            ([179.99, -179.99], [0, 0], {"range_max": 3000, "range_method": "wgs84"}),
            ([0, 0, 0], [0, None, 0], {"range_max": 1}), ([0, 0, 0], [0, 1, 1], {"range_max": 0}),
            ([0, 0], [0, 1], {"range_max": None}), ([0], [0], {"range_max": 1}),
            ([0], [0], {"range_max": 1, "range_method": "other"}),
            ([0, 0], [0, 1], {"range_max": 1, "range_method": "other"}),
            ([0, 0], [0, 1], {"range_method": "other"}),
            ([0, 0], [0, 1], {"range_max": 1, "range_method": "WGS84"}),
            ([0, 0], [0, 1], {"range_max": "x"}), ([0, 0], [0], {}), ([0, 0], [0, 1], {"other": 1}),
            ([0, 200], [0, 0], {"range_max": 1}), ([0, 0], [0, 100], {"range_max": 1}),
            ([1e308, 0], [0, 0], {}),
        ]:
            self.add(test, {"lon": lon, "lat": lat}, params)

    def location_bounds(self, rounds):
        test = "qartod.location_bounds_test"
        square = [[0, 0], [10, 0], [10, 10], [0, 10]]
        for k in range(rounds):
            corners = [[round(self.random.uniform(-10, 10), 3), round(self.random.uniform(-10, 10), 3)]
                       for _ in range(3)]
            lon = self.with_missing([round(self.random.uniform(-12, 12), 3) for _ in range(20)])
            lat = self.with_missing([round(self.random.uniform(-12, 12), 3) for _ in range(20)])
            for area in ({}, {"flag_area": "inside"}, {"flag_area": "outside"}):
                self.add(test, {"lon": lon, "lat": lat}, {"shape": {"polygon": corners}, **area})
        edge = {"lon": [0, 5, 10, 5, 5, 11, 0, 5, None, 5], "lat": [0, 0, 5, 10, 5, 5, 5, 11, 5, None]}
        concave = [[0, 0], [10, 0], [10, 10], [5, 5], [0, 10]]
        for shape, area in itertools.product(
            [{"polygon": square}, {"polygon": square + [square[0]]}, {"polygon": square[::-1]},
             {"polygon": concave}, {"bbox": [0, 0, 10, 10]}, {"bbox": [10, 10, 0, 0]},
             [0, 0, 10, 10]],
            [{}, {"flag_area": "inside"}, {"flag_area": "outside"}],
        ):
            self.add(test, edge, {"shape": shape, **area})
        for inputs, params in [
            (edge, {"shape": {"polygon": square[:2]}}), (edge, {"shape": {"polygon": []}}),
            (edge, {"shape": {"bbox": [0, 0, 1]}}), (edge, {}),
            (edge, {"shape": {"polygon": square}, "flag_area": "Inside"}),
            (edge, {"shape": {"polygon": square}, "flag_area": None}),
            (edge, {"shape": {"polygon": square}, "other": None}),
            ({"lon": [1, 2], "lat": [1]}, {"shape": {"polygon": square}}),
            ({"lon": [], "lat": []}, {"shape": {"polygon": square}}),
            ({"lon": [500, 5], "lat": [5, 100]}, {"shape": {"polygon": square}}),
            ({"lon": [185, 175], "lat": [5, 5]}, {"shape": {"bbox": [170, 0, 190, 10]}}),
        ]:
            self.add(test, inputs, params)

    def speed(self, rounds):
        test = "argo.speed_test"
        limits = {"suspect_threshold": 0.5, "fail_threshold": 1.0}
        for k in range(rounds):
            lon, lat = self.positions(15)
            if k % 2:
                lon, lat = self.with_missing(lon), self.with_missing(lat)
            tinp = self.times(15, "hours")
            self.add(test, {"lon": lon, "lat": lat, "tinp": tinp}, limits)
            tinp = [t + self.random.randrange(0, 2400) * SECOND for t in tinp]
            self.add(test, {"lon": lon, "lat": lat, "tinp": tinp}, limits)
        two = self.times(2, "hours")
        for lon, lat, tinp, params in [
            ([], [], [], {}), ([0], [0], [START], {}), ([None], [None], [START], {}),
            ([None], [0], [START], {}), ([0, 0], [0, 1], two, {}), ([None, 0], [None, 0], two, {}),
            ([0, None], [0, None], two, {}), ([0, None], [0, 0], two, {}),
            ([0, 0], [0, 1], two[::-1], {}), ([0, 0], [0, 0], two[:1] * 2, {}),
            ([0, 1], [0, 0], two[:1] * 2, {}), ([0, 0], [0, 1], [START, None], {}),
            ([0, 180], [0, 0], two, {}), ([179.9, -179.9], [0, 0], two, {}),
            ([0, 180], [90, 90], two, {}), ([0, 0], [0, 95], two, {}), ([0, 360], [0, 0], two, {}),
            ([0, 0], [0, 1], two, {"suspect_threshold": None}),
            ([0, 0], [0, 1], two, {"fail_threshold": "x"}),
            ([0, 0], [0, 0.01], two, {"suspect_threshold": 5, "fail_threshold": 0.1}),
            ([0, 0], [0, 0], two, {"suspect_threshold": 0, "fail_threshold": 0}),
            ([0, 0], [0], two, {}), ([0, 0], [0, 0], two[:1], {}),
            ([0, 0], [0, 0], two, {"other": 1}),
        ]:
            self.add(test, {"lon": lon, "lat": lat, "tinp": tinp}, {**limits, **params})
        self.add(test, {"lon": [0, 0], "lat": [0, 1], "tinp": two}, {"suspect_threshold": 1})

    def pressure(self, rounds):
        test = "argo.pressure_increasing_test"
        for k in range(rounds):
            p, found = 0.0, []
            for _ in range(20):
                found.append(round(p, 1))
                p += self.random.choice([5, 5, 5, 5, 0, 2.5]) if k % 2 else 5
            if k % 4 >= 2:
                found = found[::-1]
            self.add(test, {"inp": found})
        for inp in ([], [1], [1, 1], [1, 2], [2, 1], [5, 5, 5], [1, 2, 2, 3], [3, 2, 2, 1],
                    [0, 5, 0], [0, 0, 1, 1], [None], [10, 9, 8, 8, 7]):
            self.add(test, {"inp": inp})
        self.add(test, {"inp": [1, 2]}, {"other": 1})

    def percentile_range(self, rounds):
        test = "qartod.percentile_range_test"
        for k in range(rounds):
            inp = self.values(self.random.randrange(2, 40), missing=0.1 * (k % 2))
            if all(v is None for v in inp):
                continue
            for params in ({}, {"low_percentile": 10, "hi_percentile": 90}, {"pad": 0.5},
                           {"low_percentile": 2.5, "hi_percentile": 97.5, "pad": 0.1}):
                self.add(test, {"inp": inp}, params)
        for inp, params in [
            ([], {}), ([None], {}), ([1], {}), ([1, 2], {}), ([1, 1, 1], {}), ([1, None, 3], {}),
            ([1, 2, 3], {"low_percentile": 0, "hi_percentile": 100}),
            ([1, 2, 3], {"low_percentile": 50, "hi_percentile": 50}),
            ([1, 2, 3], {"low_percentile": 95, "hi_percentile": 5}),
            ([1, 2, 3], {"low_percentile": -1}), ([1, 2, 3], {"hi_percentile": 101}),
            ([1, 2, 3], {"pad": -0.5}), ([1, 2, 3], {"pad": None}),
            ([1, 2, 3], {"low_percentile": None}), ([1, 2, 3], {"other": 1}),
            ([1, 2, 3, 4, 5], {"low_percentile": 25, "hi_percentile": 75}),
        ]:
            self.add(test, {"inp": inp}, params)

    def clock(self, rounds):
        hour = 3600 * SECOND
        for k in range(rounds):
            tinp = self.with_missing(self.times(15, ["gaps", "irregular", "back"][k % 3]), 0.1)
            self.add("qartod.time_gap_test", {"tinp": tinp}, {"fail_span": 0.1})
            self.add("argo.duplicate_timestamp_test", {"tinp": tinp})
            self.add("qartod.impossible_date_test", {"tinp": tinp},
                     {"fail_span": ["2020-01-01T00:03:00", "2020-01-01T00:20:00"]})
            self.add("qartod.data_reception_test", {"tinp": tinp},
                     {"fail_span": 0.25, "from_time": "2020-01-01T00:30:00"})
        gap = "qartod.time_gap_test"
        for tinp, params in [
            ([], {}), ([START], {}), ([None], {}), ([None, None], {}), ([START, START], {}),
            ([START, START + 2 * hour], {}), ([START, START + 2 * hour + 1], {}),
            ([START, START + 3 * hour], {}), ([START, START + 3 * hour], {"fail_span": 3}),
            ([START, START + 3 * hour], {"fail_span": 2.5}),
            ([START, None, START], {}), ([None, START, START], {}),
            ([None, START, START + 9 * hour], {}), ([START, None], {}), ([None, START], {}),
            ([START, START + SECOND], {"fail_span": 0}),
            ([START, START + SECOND // 2], {"fail_span": 0.0001}),
            ([START, START + hour], {"fail_span": None}),
            ([START, START + hour], {"fail_span": "x"}),
            ([START, START + hour], {"other": 1}), ([START + hour, START], {"fail_span": -2}),
        ]:
            self.add(gap, {"tinp": tinp}, params)
        for tinp in ([], [START], [None], [START, START], [START, START + 1], [None, None],
                     [START, START + SECOND, START], [START + 1, START, START + 1, None]):
            self.add("argo.duplicate_timestamp_test", {"tinp": tinp})
        self.add("argo.duplicate_timestamp_test", {"tinp": [START]}, {"other": 1})
        date = "qartod.impossible_date_test"
        tinp = [START - 1, START, START + hour, None, 4102444800 * SECOND, -SECOND, 0]
        for params in [
            {}, {"fail_span": None}, {"fail_span": ["2020-01-01", "2020-01-02"]},
            {"fail_span": ["2020-01-01T00:00:00", "2020-01-01T01:00:00"]},
            {"fail_span": ["2020-01-02", "2020-01-01"]}, {"fail_span": ["x", "y"]},
            {"fail_span": ["2020-01-01"]}, {"fail_span": ["2020", "2021-03"]}, {"other": 1},
            {"fail_span": ["2020-01-01T00:00:00.000000001", "2200-01-01"]},
        ]:
            self.add(date, {"tinp": tinp}, params)
            self.add(date, {"tinp": []}, params)
        reception = "qartod.data_reception_test"
        tinp = [START - 7 * hour, START - 6 * hour, START - 6 * hour - 1, START, START + hour, None]
        for params in [
            {}, {"from_time": "2020-01-01"}, {"from_time": "2020-01-01T00:00:00", "fail_span": 7},
            {"from_time": "2020-01-01T00:00:00", "fail_span": 6.5},
            {"from_time": "2020-01-01T00:00:00", "fail_span": 0},
            {"from_time": "2020-01-01T00:00:00", "fail_span": None}, {"from_time": None},
            {"from_time": "x"}, {"from_time": "2020-01-01", "other": 1},
        ]:
            self.add(reception, {"tinp": tinp}, params)
            self.add(reception, {"tinp": []}, params)

    def syntax(self, rounds):
        test = "qartod.syntax_test"
        lines = ["", "a", "ab", "abc", "0AEE61", "a,b,c", "1,2,,4", ",", "ü€", "a b  c", "12 34 "]
        for params in [
            {"nchar": 3}, {"nchar": 3, "lentype": "byte"}, {"nchar": 3, "lentype": "char"},
            {"nchar": 3, "lentype": " BYTE "}, {"nchar": 3, "delimiter": ","},
            {"nchar": 4, "delimiter": ","}, {"nchar": 2, "delimiter": ",", "lentype": "byte"},
            {"nchar": 3, "delimiter": ""}, {"nchar": 4, "delimiter": " "},
            {"nchar": 2, "delimiter": ",b,"}, {"nchar": 0}, {"nchar": 3.0}, {"nchar": 2.5},
            {"nchar": 1.5, "lentype": "byte"}, {"nchar": "3"}, {"nchar": None}, {},
            {"nchar": 3, "lentype": "bit"}, {"nchar": 3, "lentype": ""},
            {"nchar": 3, "lentype": None}, {"nchar": 3, "other": 1},
            {"nchar": 2, "delimiter": None, "lentype": "char"},
        ]:
            self.add(test, {"inp": lines}, params)
            self.add(test, {"inp": []}, params)
        for _ in range(rounds):
            inp = ["".join(self.random.choice("ab,1") for _ in range(self.random.randrange(0, 8)))
                   for _ in range(8)]
            self.add(test, {"inp": inp}, {"nchar": 3})
            self.add(test, {"inp": inp}, {"nchar": 2, "delimiter": ","})
            self.add(test, {"inp": inp}, {"nchar": 2, "lentype": "byte"})

    def valid_range(self, rounds):
        test = "axds.valid_range_test"
        edges = ({}, {"start_inclusive": False}, {"end_inclusive": True},
                 {"start_inclusive": False, "end_inclusive": True},
                 {"start_inclusive": True, "end_inclusive": False})
        inp = [0, 0.1, 5, 9.9, 10, -1, 11, None, 1e308]
        for span, edge, dtype in itertools.product(
            ([0, 10], [None, 10], [0, None], [None, None], [10, 0], [5, 5]), edges,
            ({}, {"dtype": "float64"}),
        ):
            self.add(test, {"inp": inp}, {"valid_span": span, **edge, **dtype})
        tinp = [START - 1, START, START + 1, START + SECOND, START + 2 * SECOND, None]
        for span, edge in itertools.product(
            ([START, START + SECOND], [None, START + SECOND], [START, None], [START, START]), edges
        ):
            self.add(test, {"inp": tinp}, {"valid_span": span, "dtype": "datetime64[ns]", **edge})
        for _ in range(rounds):
            self.add(test, {"inp": self.values(15)}, {"valid_span": [-1.5, 2], "dtype": "float64"})
        for values, params in [
            ([], {"valid_span": [0, 1]}), ([1], {}), ([1], {"valid_span": [0]}),
            ([1], {"valid_span": 3}), ([1], {"valid_span": None}),
            ([1, 1], {"valid_span": [0, 1], "start_inclusive": 1, "end_inclusive": 1}),
            ([0, 1], {"valid_span": [0, 1], "start_inclusive": None, "end_inclusive": None}),
            ([1, 2], {"valid_span": [0, 1, 5]}), ([1, 2], {"valid_span": ["a", "b"]}),
            ([1, 2], {"valid_span": [0, 1], "other": 1}), ([1.1], {"valid_span": [0, 1.1],
                                                                   "dtype": "float32"}),
            ([1, 2], {"valid_span": [1, 2], "dtype": "int64"}),
            ([1, 2], {"valid_span": [1, 2], "dtype": "nonsense"}),
            ([None, 2], {"valid_span": [1, 3], "dtype": None}),
        ]:
            self.add(test, {"inp": values}, params)

    def compare(self, rounds):
        test = "qartod.qartod_compare"
        codes = [1, 2, 3, 4, 9]
        for _ in range(rounds):
            self.add(test, {"vectors": [[self.random.choice(codes) for _ in range(12)]
                                        for _ in range(self.random.randrange(1, 5))]})
        for vectors in ([[1, 2, 3]], [[1, 0, 7], [9, 0, 7]], [[1, 2], [1]], [], [[]], [[], []],
                        [[9, 9], [2, 2]], [[5, 8], [1, 9]], [1, 2], [[[1, 2]], [[1, 2]]]):
            self.add(test, {"vectors": vectors})
        self.add(test, {"vectors": [[1]]}, {"other": 1})

    def unknown(self):
        self.add("qartod.no_such_test", {"inp": [1]}, {})
        self.add("nothing.gross_range_test", {"inp": [1]}, {"fail_span": [0, 1]})
        self.add("qartod.gross_range_test", {"inp": [1], "tinp": [START]}, {"fail_span": [0, 1]})
        self.add("qartod.gross_range_test", {}, {"fail_span": [0, 1]})


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("output")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=12)
    arguments = parser.parse_args()
    maker = Maker(arguments.seed)
    for make in (maker.gross_range, maker.spike, maker.rate_of_change, maker.flat_line,
                 maker.attenuated_signal, maker.climatology, maker.density_inversion,
                 maker.location, maker.location_bounds, maker.speed, maker.pressure,
                 maker.percentile_range, maker.clock, maker.syntax, maker.valid_range,
                 maker.compare):
        make(arguments.rounds)
    maker.unknown()
    for number, case in enumerate(maker.cases):
        case["id"] = f"g{number:04d}"
        try:
            case["expected"] = quality_peer.flags(case)
        except Exception as error:
            case["expected_error"] = f"{type(error).__name__}: {error}"
    with open(arguments.output, "w") as file:
        json.dump(
            {"about": f"seed {arguments.seed}, {arguments.rounds} rounds",
             "peer": "ioos_qc " + importlib.metadata.version("ioos_qc"), "cases": maker.cases},
            file,
        )
    refused = sum("expected_error" in case for case in maker.cases)
    print(f"{len(maker.cases)} cases, {refused} of them refused by the peer")


if __name__ == "__main__":
    main()
