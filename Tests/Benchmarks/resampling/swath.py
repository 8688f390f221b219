"""Swaths of 2048 x 2048 pixels to 2048 x 2048 cells, against pyresample and scipy.

Swath, cells and field are those of the peers' swath.py; accuracy is held against the field itself.
"""
import numpy as np


def prepare(folder, size, area):
    from pyproj import Proj
    from pyresample import AreaDefinition

    folder.mkdir(parents=True, exist_ok=True)
    steps = np.linspace(-1, 1, size)
    across = np.cumsum(0.8 + 0.8 * steps * steps)
    across = (across - across.mean()) * 1000.0
    along = (np.arange(size) - size / 2) * 1000.0
    x, y = np.meshgrid(across, along)
    turn = np.radians(11.0)
    plane = Proj("+proj=laea +lat_0=36 +lon_0=120.5 +ellps=WGS84")
    lon, lat = plane(x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn),
                     inverse=True)
    half = size * 500.0
    if area == "laea":
        projection = {"proj": "laea", "lat_0": 36, "lon_0": 120.5, "ellps": "WGS84"}
        extent = (-half, -half, half, half)
    else:
        projection = {"proj": "longlat", "datum": "WGS84"}
        extent = (120.5 - size * 0.005, 36 - size * 0.005, 120.5 + size * 0.005,
                  36 + size * 0.005)
    tlon, tlat = AreaDefinition("a", "", "a", projection, size, size, extent).get_lonlats()
    for name, values in dict(lon=lon, lat=lat, val=field(lon, lat), tlon=tlon, tlat=tlat).items():
        values.astype("<f8").tofile(folder / f"{name}.f8")
    return field(tlon, tlat).ravel()


def field(lon, lat):
    return 2 + np.cos(np.radians(lat)) ** 2 * np.cos(16 * np.radians(lon))


def errors(path, exact):
    error = np.fromfile(path, "<f8") - exact
    there = np.isfinite(error)
    error, exact = error[there], exact[there]
    return (float(np.sqrt((error ** 2).sum() / (exact ** 2).sum())),
            float(np.abs(error).max() / np.abs(exact).max()), float(there.mean()))


def run(context):
    size = 512 if context.quick else 2048
    rows = []
    cases = [  # ours, the peer's, area, goal for the ratio of processor time
        ("nearest", "pyresample_nn", "laea", 4), ("nearest", "ckdtree_nn", "laea", None),
        ("gaussian", "pyresample_gauss", "laea", None),
        ("inverse_distance", "pyresample_idw", "laea", None),
        ("bilinear", "pyresample_bil", "laea", None),
        ("ellipses", "pyresample_ewa", "latlon", 2)]
    if context.quick:
        cases = [case for case in cases if case[0] in ("nearest", "ellipses")]
    exact = {area: prepare(context.data / f"swath_{area}_{size}", size, area)
             for area in ("laea", "latlon")}
    for method, peer, area, goal in cases:
        folder = context.data / f"swath_{area}_{size}"
        theirs = context.peer("swath.py", "--impl", peer, "--size", size, "--area", area,
                              "--nprocs", 2, "--reps", min(2, context.repetitions),
                              environment={"OMP_NUM_THREADS": "2"})
        ours = context.ours("swath", method, 2, context.repetitions, folder)
        l2, linf, filled = errors(folder / f"{method}.f8", exact[area])
        ratio = theirs["cpu_median_s"] / ours["cpu"]
        label = f"{method} / {peer}, 2 threads"
        rows.append(context.Row(
            f"{label}, processor", ours["cpu"], theirs["cpu_median_s"], "s",
            goal and f">= {goal}x", None if goal is None else ratio >= goal,
            f"{ours['cpu'] * 1e9 / size ** 2:.0f} ns a cell"))
        wall = theirs["median_s"] / ours["wall"]
        rows.append(context.Row(f"{label}, wall", ours["wall"], theirs["median_s"], "s",
                                goal and f">= {goal}x", None if goal is None else wall >= goal))
        if peer == "ckdtree_nn":
            continue
        # What is at the edge of one swath and not of the other differs by little.
        rows.append(context.Row(f"{method}, L2", l2, theirs["l2"], "", "not above",
                                l2 <= theirs["l2"] * 1.02, f"filled {filled:.4f}"))
        rows.append(context.Row(f"{method}, Linf", linf, theirs["linf"], "", "not above",
                                linf <= theirs["linf"] * 1.02,
                                f"theirs {theirs['filled']:.4f}"))
    return rows
