"""Cells of positions: ours against healpy (HEALPix) and pyproj with numpy (polar stereographic).

One thread, the processor time of the fastest repetition; positions are uniform on the sphere. The
cells of both must be the same.
"""
import time

import numpy


def peers(latitude, longitude):
    """The grids with the name of the peer and its function of the positions."""
    import healpy
    import pyproj

    def healpix(nside, nest):
        return lambda: healpy.ang2pix(nside, longitude, latitude, nest=nest, lonlat=True)

    def polar():
        projection = pyproj.Proj("epsg:3413")

        def cells():
            x, y = projection(longitude, latitude)
            column, row = numpy.floor((x + 3850e3) / 25e3), numpy.floor((y + 5350e3) / 25e3)
            inside = (0 <= column) & (column < 304) & (0 <= row) & (row < 448)
            return numpy.where(inside, row * 304 + column, -1)

        return cells

    return [
        ("healpix:1024:nested", "healpy", healpix(1024, True)),
        ("healpix:1024:ring", "healpy", healpix(1024, False)),
        ("polar:3413:25", "pyproj", polar()),
    ]


def run(context):
    n = 100_000 if context.quick else 4_000_000
    random = numpy.random.default_rng(7)
    latitude = numpy.degrees(numpy.arcsin(random.uniform(-1, 1, n)))
    longitude = random.uniform(-180, 360, n)
    paths = [context.data / name for name in ("grid_latitude.f8", "grid_longitude.f8", "grid_cells.i4")]
    latitude.tofile(paths[0])
    longitude.tofile(paths[1])
    rows = []
    for grid, peer, cells in peers(latitude, longitude):
        theirs = []
        for _ in range(context.repetitions):
            start = time.process_time()
            expected = cells()
            theirs.append(time.process_time() - start)
        ours = context.ours("grids", grid, *paths, context.repetitions)
        different = int((numpy.fromfile(paths[2], numpy.int32) != expected).sum())
        rows.append(context.Row(
            f"{grid} against {peer}", ours["cpu_min"] / n * 1e9, min(theirs) / n * 1e9, "ns/position",
            "same cells", different == 0, f"{different} of {n} differ"))
    return rows
