#!/usr/bin/env python3
"""Writes HDF5 files of every layout with h5py and compares each value that sverdrup decodes with what
was written.

usage: check_hard_cases.py [--command .build/release/sverdrup] [--keep DIRECTORY]

h5py carries an HDF5 that is newer than the one of the system, so that the files have layouts which the
system's library cannot open. Needs numpy and h5py.
"""
import argparse
import hashlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import zlib

import h5py
import numpy as np

DEFLATE = dict(compression="gzip", compression_opts=4)
SHUFFLED = dict(DEFLATE, shuffle=True)


def numbers(shape, dtype):
    """A different number at every place, within the range of the type."""
    count = int(np.prod(shape, dtype="i8"))
    values = (np.arange(count, dtype="i8") * 7919) % 30011 - 15000
    if np.dtype(dtype).kind == "u":
        values = np.abs(values)
    if np.dtype(dtype).itemsize == 1:
        values = values % 100
    return (values / 8 if np.dtype(dtype).kind == "f" else values).astype(dtype).reshape(shape)


def digest(values):
    """The SHA-256 of decoded values: doubles, little-endian, or texts that end with a NUL each."""
    if isinstance(values, list):
        return hashlib.sha256(b"".join(text.encode() + b"\0" for text in values)).hexdigest()
    return hashlib.sha256(np.ascontiguousarray(values, "<f8").tobytes()).hexdigest()


def plain(group):
    """Arrays of all types and byte orders, in chunks and in one piece."""
    expected = {}
    kinds = ["i1", "u1", "<i2", ">i2", "<u2", "<i4", ">i4", ">u4", "<i8", ">i8", "<f4", ">f4", "<f8", ">f8"]
    settings = [dict(), dict(chunks=(7, 5)), dict(chunks=(7, 5), **SHUFFLED),
                dict(chunks=(8, 8), fletcher32=True), dict(chunks=(50, 37), fletcher32=True, **SHUFFLED)]
    for kind, (i, setting) in itertools.product(kinds, enumerate(settings)):
        name = f"{kind.replace('<', 'little').replace('>', 'big')}_{i}"
        values = numbers((50, 37), kind)
        group.create_dataset(name, data=values, **setting)
        expected[name] = values
    return expected


def indexes(group):
    """The ways to find chunks: one, in a row, fixed and extensible arrays, B-trees; with pages."""
    expected = {}
    cases = {
        "single": ((30, 20), (30, 20), (30, 20)),
        "fixed": ((30, 20), (30, 40), (4, 3)),
        "fixed_pages": ((90, 80), (90, 90), (1, 2)),
        "extensible_first": ((4000, 3), (None, 3), (1, 2)),
        "extensible_last": ((3, 4000), (3, None), (2, 1)),
        "tree": ((41, 33), (None, None), (2, 1)),
        "tree_of_three": ((9, 11, 13), (None, 11, None), (2, 3, 4)),
    }
    for (name, (shape, most, chunks)), (i, setting) in itertools.product(
        cases.items(), enumerate([dict(), DEFLATE])
    ):
        values = numbers(shape, "i2")
        group.create_dataset(f"{name}_{i}", data=values, maxshape=most, chunks=chunks, **setting)
        expected[f"{name}_{i}"] = values
    return expected


def sparse(group):
    """Chunks that were never written, and arrays that were not at all."""
    values = np.full((64, 64), -7, "i2")
    values[16:40, 5:21] = numbers((24, 16), "i2")
    dataset = group.create_dataset("missing", (64, 64), "i2", chunks=(16, 16), fillvalue=-7, **SHUFFLED)
    dataset[16:40, 5:21] = values[16:40, 5:21]
    group.create_dataset("unwritten", (64, 3), "f4", fillvalue=2.5)
    far = group.create_dataset("far", (300000,), "i2", chunks=(1,), maxshape=(None,), fillvalue=3)
    far[200000] = 11
    expected_far = np.full(300000, 3, "i2")
    expected_far[200000] = 11
    return {"missing": values, "unwritten": np.full((64, 3), 2.5), "far": expected_far}


def masks(group):
    """Chunks that each left out other filters."""
    values = numbers((64, 64), "i2")
    dataset = group.create_dataset("masks", (64, 64), "i2", chunks=(16, 16), **SHUFFLED)
    for n, (i, j) in enumerate(itertools.product(range(0, 64, 16), repeat=2)):
        chunk = np.ascontiguousarray(values[i:i + 16, j:j + 16])
        mask = n % 4
        data = chunk.tobytes() if mask & 1 else chunk.view("u1").reshape(-1, 2).T.tobytes()
        dataset.id.write_direct_chunk((i, j), data if mask & 2 else zlib.compress(data), filter_mask=mask)
    return {"masks": values}


def compact(group):
    values = numbers((6, 11), "i4")
    settings = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    settings.set_layout(h5py.h5d.COMPACT)
    space = h5py.h5s.create_simple(values.shape)
    dataset = h5py.h5d.create(group.id, b"compact", h5py.h5t.STD_I32LE, space, settings)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, values)
    group["one"] = np.float64(1.25)
    return {"compact": values, "one": np.array(1.25)}


def partial(group):
    """Chunks at the edges without filters."""
    values = numbers((50, 37), "i2")
    settings = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    settings.set_chunk((16, 16))
    settings.set_shuffle()
    settings.set_deflate(4)
    if hasattr(settings, "set_chunk_opts"):
        settings.set_chunk_opts(2)
    space = h5py.h5s.create_simple(values.shape)
    dataset = h5py.h5d.create(group.id, b"partial", h5py.h5t.STD_I16LE, space, settings)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, values)
    return {"partial": values}


def texts(group):
    words = ["", "Sverdrup", "ελληνικά", "long " * 3000]
    group.create_dataset("any", data=words, dtype=h5py.string_dtype())
    group.create_dataset("packed", data=words, dtype=h5py.string_dtype(), chunks=(3,), **DEFLATE)
    group.create_dataset("fixed", data=np.array(["ab", "abcd", ""], "S4"))
    group.create_dataset("never", (3,), dtype=h5py.string_dtype())
    return {"any": words, "packed": words, "fixed": ["ab", "abcd", ""], "never": [""] * 3}


def crowded(group):
    """More attributes and members than an object header holds, in groups of groups."""
    expected = {}
    for i in range(60):
        inner = group.create_group(f"group {i:02}", track_order=i % 2 == 0)
        inner.attrs.update({f"attribute {j}": np.arange(j, dtype="f4") for j in range(i)})
        inner["v"] = numbers((i + 1,), "i4")
        expected[f"group {i:02}/v"] = numbers((i + 1,), "i4")
    return expected


def library_filters(group):
    """Filters that go through the library of the system."""
    values = numbers((64, 64), "i2")
    group.create_dataset("scaleoffset", data=values, chunks=(16, 16), scaleoffset=0)
    expected = {"scaleoffset": values}
    if h5py.h5z.filter_avail(h5py.h5z.FILTER_SZIP):
        group.create_dataset("szip", data=values, chunks=(16, 16), compression="szip")
        expected["szip"] = values
    return expected


EVERYWHERE = [plain, indexes, sparse, masks, compact, partial, texts, crowded]
CASES = [
    (function, settings)
    for function in EVERYWHERE
    for settings in (
        dict(libver="earliest"), dict(libver=("v108", "v108")), dict(libver=("v110", "v110")),
        dict(libver="latest"), dict(userblock_size=2048),
    )
] + [(library_filters, dict(libver="earliest")), (library_filters, dict(libver=("v108", "v110")))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--command", default=".build/release/sverdrup")
    parser.add_argument("--keep", help="write the files here and leave them")
    options = parser.parse_args()
    directory = options.keep or tempfile.mkdtemp()
    os.makedirs(directory, exist_ok=True)
    compared, wrong = 0, []
    for number, (function, settings) in enumerate(CASES):
        path = os.path.join(directory, f"{number:02}-{function.__name__}.h5")
        with h5py.File(path, "w", **settings) as file:
            expected = function(file)
        result = subprocess.run(
            [options.command, "inspect", "--variables", "--json", path],
            capture_output=True, text=True, timeout=120,
        )
        try:
            told = json.loads(result.stdout)
        except ValueError:
            wrong.append(f"{path}: {result.stderr.strip()[:200]}")
            continue
        found = {entry["name"]: entry for entry in told.get("decoded_variables") or []}
        for name, values in expected.items():
            compared += 1
            if found.get(name, {}).get("sha256") != digest(values):
                wrong.append(f"{path} ({settings}): {name}: {found.get(name, told.get('error'))}")
        if not options.keep:
            os.remove(path)
    for line in wrong:
        print(line)
    print(f"{compared - len(wrong)} of {compared} arrays in {len(CASES)} files as h5py {h5py.__version__} "
          f"with HDF5 {h5py.version.hdf5_version} wrote them")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
