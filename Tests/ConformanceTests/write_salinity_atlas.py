#!/usr/bin/env python3
"""Writes the salinity atlas of TEOS-10 in the layout of the toolboxes' gsw_data_v3_0.nc.

usage: write_salinity_atlas.py gsw_saar_data.h OUTPUT.nc

The header is part of the source distribution of the Python package gsw (and of fast-gsw):
pip download --no-deps --no-binary :all: gsw. Needs numpy and netCDF4. The tests of absolute
salinity take the file from $SVERDRUP_SALINITY_ATLAS.
"""
import re
import sys

import netCDF4
import numpy

header, output = sys.argv[1:]
with open(header) as file:
    text = file.read()
arrays = {
    name: numpy.array(body.replace("\n", " ").strip(" ,").split(","), dtype="f8")
    for name, body in re.findall(r"double\s+(\w+)\[\d+\]\s*=\s*\{(.*?)\}", text, re.S)
}
axes = {"longs_ref": "nx", "lats_ref": "ny", "p_ref": "nz"}
shape = tuple(arrays[name].size for name in axes)
with netCDF4.Dataset(output, "w", format="NETCDF3_64BIT_OFFSET") as file:
    for (name, dimension), size in zip(axes.items(), shape):
        file.createDimension(dimension, size)
        file.createVariable(name, "f8", (dimension,))[:] = arrays[name]
    for name, source, dimensions in [
        ("SAAR_ref", "saar_ref", ("nx", "ny", "nz")),
        ("deltaSA_ref", "delta_sa_ref", ("nx", "ny", "nz")),
        ("ndepth_ref", "ndepth_ref", ("nx", "ny")),
    ]:
        values = arrays[source].reshape(shape[: len(dimensions)])
        # The C sources mark what is not ocean by a large number.
        file.createVariable(name, "f8", dimensions)[:] = numpy.where(values > 1e90, numpy.nan, values)
