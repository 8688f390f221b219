#!/usr/bin/env python3
"""Holds the vertical interpolation against scipy and GSW on random profiles.

usage: check_vertical.py [--program .build/release/conformance] [--profiles 2000] [--seed 1]

scipy gives PCHIP, Akima, modified Akima and integrals of PCHIP, numpy straight lines, gsw the rotated
cubics of temperature and salinity; the parabolas of Reiniger and Ross are worked out in exact
fractions. Profiles have 2 to 200 observations, on even and uneven depths, with rough, smooth and
stepped values. The greatest difference of each method is printed, in parts of the greatest value of
its profile; the exit status is 1 when one is beyond what rounding explains.
"""
import argparse
import fractions
import json
import subprocess
import sys
import tempfile

import gsw
import numpy
import scipy
from scipy.interpolate import Akima1DInterpolator, PchipInterpolator

# Rounding of some ten operations, in parts of the greatest value: cubics amplify it where
# neighbouring depths lie close, and 16 rotations add up.
TOLERANCE = 5e-12


def profile(random):
    """Depths and values, rounded to thousandths as gsw rounds pressures."""
    count = int(random.integers(2, 12)) if random.random() < 0.5 else int(random.integers(12, 200))
    if random.random() < 0.3:
        depths = numpy.arange(count) * 5.0 + 5
    else:
        depths = numpy.cumsum(random.uniform(0.2, 30, count)) + random.uniform(0, 20)
    depths = numpy.unique(numpy.round(depths, 3))
    smooth = 4 + 18 * numpy.exp(-depths / 400)
    kind = random.integers(3)
    if kind == 0:
        values = smooth + random.normal(0, 0.5, depths.size)
    elif kind == 1:
        values = smooth
    else:
        values = numpy.round(smooth + random.normal(0, 0.1, depths.size), 1)
    return depths, values


def levels_for(depths, random):
    inside = random.uniform(depths[0], depths[-1], 40)
    own = random.choice(depths, min(3, depths.size), replace=False)
    beyond = [depths[0] - 1, depths[-1] + 1]
    return numpy.unique(numpy.round(numpy.concatenate([inside, own, beyond]), 3))


def reiniger_ross(depths, values, levels):
    x = [fractions.Fraction(float(d)) for d in depths]
    y = [fractions.Fraction(float(v)) for v in values]

    def lagrange(first, count, z):
        total = fractions.Fraction(0)
        for i in range(first, first + count):
            term = y[i]
            for j in range(first, first + count):
                if j != i:
                    term *= (z - x[j]) / (x[i] - x[j])
            total += term
        return total

    def value(level):
        z = fractions.Fraction(float(level))
        if z < x[0] or z > x[-1]:
            return numpy.nan
        if z in x:
            return float(y[x.index(z)])
        k = max(i for i in range(len(x)) if x[i] < z)
        linear = lagrange(k, 2, z)
        above, below = k > 0, k + 2 < len(x)
        if not above and not below:
            return float(linear)
        if not (above and below):
            curved = lagrange(k - 1 if above else k, 3, z)
            low, high = sorted((y[k], y[k + 1]))
            return float(curved if low <= curved <= high else linear)
        upper, lower = lagrange(k - 1, 2, z), lagrange(k + 1, 2, z)
        first, second = lagrange(k - 1, 3, z), lagrange(k, 3, z)
        a, b = (linear - lower) ** 2, (upper - linear) ** 2
        outer = (a * upper + b * lower) / (a + b) if a + b else linear
        reference = (linear + outer) / 2
        e, f = abs(reference - first), abs(reference - second)
        return float((e * second + f * first) / (e + f) if e + f else reference)

    return numpy.array([value(level) for level in levels])


def within(depths, levels, results):
    return numpy.where((levels < depths[0]) | (levels > depths[-1]), numpy.nan, results)


PEERS = {
    "linear": lambda d, v, z: within(d, z, numpy.interp(z, d, v)),
    "pchip": lambda d, v, z: within(d, z, PchipInterpolator(d, v)(z)),
    "akima": lambda d, v, z: within(d, z, Akima1DInterpolator(d, v)(z)),
    "makima": lambda d, v, z: within(d, z, Akima1DInterpolator(d, v, method="makima")(z)),
    "reiniger_ross": reiniger_ross,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/conformance")
    parser.add_argument("--profiles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    random = numpy.random.default_rng(arguments.seed)
    cases, expected = [], {}

    def add(function, peer, scale, inputs, parameters, result):
        name = f"{len(cases)}"
        cases.append({"id": name, "function": function, "inputs": inputs, "params": parameters})
        expected[name] = (peer, scale, result)

    for _ in range(arguments.profiles):
        depths, values = profile(random)
        levels = levels_for(depths, random)
        inputs = {"depths": depths.tolist(), "values": values.tolist(), "levels": levels.tolist()}
        scale = numpy.abs(values).max()
        for method, peer in PEERS.items():
            add("interpolate_profile", method, scale, inputs, {"method": method},
                [peer(depths, values, levels)])
        cuts = levels[(levels >= depths[0]) & (levels <= depths[-1])]
        if cuts.size > 1:
            curve = PchipInterpolator(depths, values)
            means = [curve.integrate(a, b) / (b - a) for a, b in zip(cuts, cuts[1:])]
            add("layer_means", "layer_mean", scale,
                {**inputs, "tops": cuts[:-1].tolist(), "bottoms": cuts[1:].tolist()}, {},
                [numpy.array(means)])
        if depths.size >= 4:
            salinities = 35 - 0.8 * numpy.exp(-depths / 300) + random.normal(0, 0.01, depths.size)
            both = gsw.sa_ct_interp(salinities, values, depths, levels)
            # GSW takes the first value for all above it.
            both = [within(depths, levels, one) for one in both]
            add("interpolate_cast", "mrst_pchip", max(scale, 36),
                {"depths": depths.tolist(), "salinities": salinities.tolist(),
                 "temperatures": values.tolist(), "levels": levels.tolist()}, {}, both)

    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"cases": cases}, file)
        file.flush()
        done = subprocess.run([arguments.program, "resample", file.name], capture_output=True,
                              text=True)
    if done.returncode:
        sys.exit(f"{arguments.program}: {done.stdout}{done.stderr}")
    worst, count, gaps = {}, {}, 0
    for line in done.stdout.splitlines():
        answer = json.loads(line)
        if "id" not in answer:
            continue
        peer, scale, results = expected.pop(answer["id"])
        if "error" in answer:
            sys.exit(f"{peer}: case {answer['id']}: {answer['error']}")
        ours = answer["results"]
        ours = [ours["salinities"], ours["temperatures"]] if isinstance(ours, dict) else [ours]
        for one, other in zip(ours, results):
            one = numpy.array([numpy.nan if v is None else v for v in one])
            if not numpy.array_equal(numpy.isnan(one), numpy.isnan(other)):
                gaps += 1
                print(f"{peer}: case {answer['id']} has values where the peer has none, or none "
                      "where it has", file=sys.stderr)
                continue
            difference = numpy.nanmax(numpy.abs(one - other), initial=0) / scale
            worst[peer] = max(worst.get(peer, 0), difference)
            count[peer] = count.get(peer, 0) + int((~numpy.isnan(other)).sum())
    print(f"numpy {numpy.__version__}, scipy {scipy.__version__}, gsw {gsw.__version__}; "
          f"{arguments.profiles} profiles, seed {arguments.seed}")
    for peer in sorted(worst):
        print(f"{peer:14} {count[peer]:8} values   greatest difference {worst[peer]:.1e}")
    if expected:
        print(f"{len(expected)} calls were not answered", file=sys.stderr)
    return 1 if expected or gaps or max(worst.values()) > TOLERANCE else 0


if __name__ == "__main__":
    sys.exit(main())
