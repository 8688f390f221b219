"""Barnes interpolation against fast-barnes-py and optimal interpolation against dense and local
solutions by scipy: accuracy against the definitions, and time on one thread."""
import time

import numpy as np
import scipy.linalg
import scipy.spatial

RADIUS = 6371000.0
LENGTH = RADIUS * np.pi / 180  # One degree.


def unit(longitude, latitude):
    l, f = np.radians(longitude), np.radians(latitude)
    return np.stack([np.cos(f) * np.cos(l), np.cos(f) * np.sin(l), np.sin(f)], -1)


def cpu(body, repetitions):
    """The result of the last and the median processor time of repetitions, the first one left
    out, which compiles."""
    times = []
    for _ in range(repetitions + 1):
        start = time.process_time()
        result = body()
        times.append(time.process_time() - start)
    return result, float(np.median(times[1:]))


def observations(count, west, south, east, north):
    random = np.random.default_rng(5)
    longitude = random.uniform(west, east, count)
    latitude = random.uniform(south, north, count)
    value = (np.sin(np.radians(6 * longitude)) * np.cos(np.radians(5 * latitude))
             + 0.2 * random.standard_normal(count))
    return longitude, latitude, value


def ours(context, method, data, extent, step, length):
    inputs, outputs = context.data / "map_in.bin", context.data / "map_out.bin"
    np.concatenate(data).tofile(inputs)
    line = context.ours("map", method, inputs, *extent, step, length, outputs,
                        context.repetitions)
    return np.fromfile(outputs), line["cpu"]


def exact_barnes(data, longitude, latitude, length):
    """The weighted means of the definition, with great-circle distances."""
    at, to = unit(data[0], data[1]), unit(longitude, latitude)
    means = np.full(len(to), np.nan)
    for i in range(len(to)):
        chord = np.sqrt(np.sum((at - to[i]) ** 2, -1))
        d = 2 * np.arcsin(np.minimum(1, chord / 2)) * RADIUS / length
        w = np.where(d <= 3.5, np.exp(-d * d / 2), 0)
        if w.sum() >= np.exp(-3.5 ** 2 / 2):
            means[i] = (w * data[2]).sum() / w.sum()
    return means


def barnes(context):
    from fastbarnes.interpolationS2 import barnes_S2
    rows = []
    west, south, east, north = -26, 34, 49, 72
    step = "0.25" if context.quick else "0.0625"
    size = float(step)
    for count in [3500] if context.quick else [3500, 50000]:
        data = observations(count, west, south, east, north)
        nx, ny = round((east - west) / size), round((north - south) / size)
        field, mine = ours(context, "barnes", data, (west, south, east, north), step, LENGTH)
        field = field.reshape(ny, nx)
        points = np.stack([data[0], data[1]], -1)
        start = np.array([west + size / 2, south + size / 2])
        peer, theirs = cpu(
            lambda: barnes_S2(points, data[2].copy(), 1.0, start, size, (nx, ny),
                              method="optimized_convolution_S2", num_iter=4),
            context.repetitions)
        random = np.random.default_rng(7)
        j, i = random.integers(0, ny, 400), random.integers(0, nx, 400)
        exact = exact_barnes(data, start[0] + size * i, start[1] + size * j, LENGTH)
        good = np.isfinite(exact) & np.isfinite(field[j, i]) & np.isfinite(peer[j, i])
        errors = [np.sqrt(np.mean((f[j, i] - exact)[good] ** 2)) for f in (field, peer)]
        rows.append(context.Row(f"Barnes, {count} observations, {nx}x{ny}", mine, theirs, "s cpu",
                                "no slower", mine <= theirs))
        rows.append(context.Row(f"  its error against exact weights, {good.sum()} cells",
                                errors[0], errors[1], "rms", "no more than 1.1 of it",
                                errors[0] <= 1.1 * errors[1]))
    # The cost does not depend on the length.
    step = "1" if context.quick else "0.25"
    data = observations(50000, -180, -90, 180, 90)
    times = [ours(context, "barnes", data, (-180, -90, 180, 90), step, LENGTH * factor)[1]
             for factor in (1, 4)]
    rows.append(context.Row("  the globe, length of one degree / of four", times[0], times[1],
                            "s cpu", None, None, "the rows near the poles are exact"))
    return rows


def interpolation(context):
    rows = []
    west, south, east, north = 140, 20, 160, 35
    count = 2000 if context.quick else 20000
    data = observations(count, west, south, east, north)
    step = "0.5" if context.quick else "0.25"
    size = float(step)
    nx, ny = round((east - west) / size), round((north - south) / size)
    result, mine = ours(context, "interpolation", data, (west, south, east, north), step, LENGTH)
    values, variances = result[: nx * ny], result[nx * ny:]
    longitude = np.tile(west + size * (np.arange(nx) + 0.5), ny)
    latitude = np.repeat(south + size * (np.arange(ny) + 0.5), nx)
    at, to = unit(data[0], data[1]), unit(longitude, latitude)

    def local():
        _, near = scipy.spatial.cKDTree(at).query(to, 32)
        result = np.empty((2, len(to)))
        for k, index in enumerate(near):
            p = at[index] * (RADIUS / LENGTH)
            q = to[k] * (RADIUS / LENGTH)
            a = np.exp(-0.5 * ((p[:, None] - p[None]) ** 2).sum(-1)) + 0.25 * np.eye(len(p))
            b = np.exp(-0.5 * ((p - q) ** 2).sum(-1))
            weights = scipy.linalg.cho_solve(scipy.linalg.cho_factor(a), b)
            result[:, k] = weights @ data[2][index], 1 - weights @ b
        return result

    peer, theirs = cpu(local, 1)
    error = max(np.abs(peer[0] - values).max(), np.abs(peer[1] - variances).max())
    rows.append(context.Row(f"optimal interpolation, {count} observations, {nx}x{ny}", mine,
                            theirs, "s cpu", "5 times faster", 5 * mine <= theirs))
    rows.append(context.Row("  greatest difference from scipy's solutions", error, None, "",
                            "1e-10", error <= 1e-10))
    return rows


def run(context):
    return barnes(context) + interpolation(context)
