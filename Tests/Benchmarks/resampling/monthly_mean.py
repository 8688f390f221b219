"""Monthly means of a year of daily fields of 0.25 degrees: `sverdrup summarise` and CDO's monmean.

File to file, of packed and compressed 16-bit numbers and of plain 32-bit ones, both programs in turn.
The goal is for the packed file: a third of CDO's time, 256 MiB at most, and the same means.
"""
import os
import shutil
import subprocess
import time

try:
    import numpy as np
    import xarray as xr
except ImportError:
    np = None


def timed(command):
    """Seconds on the wall, seconds of processor, and the peak of memory in MiB of a command."""
    start = time.monotonic()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command}: {errors.decode()}")
    return (time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(values):
    return sorted(values)[len(values) // 2]


def run(context):
    if np is None or shutil.which("cdo") is None:
        raise RuntimeError("monthly_mean needs cdo, numpy and xarray with netCDF4")
    rows = []
    for name, label in [("daily_i16z.nc", "packed"), ("daily_f32.nc", "Float")]:
        source = context.made(name, "gen_fields.py")
        ours, theirs = context.data / "mean_ours.nc", context.data / "mean_cdo.nc"
        a, b = [], []
        for _ in range(context.repetitions):
            a.append(timed([context.sverdrup, "summarise", source, "--time", "month",
                            "--output", ours]))
            b.append(timed(["cdo", "-s", "-O", "monmean", source, theirs]))
        wall, cpu, memory = (median([x[k] for x in a]) for k in range(3))
        peer, peer_cpu, _ = (median([x[k] for x in b]) for k in range(3))
        with xr.open_dataset(ours) as x, xr.open_dataset(theirs) as y:
            field = next(v for v in x.data_vars if x[v].ndim == 3)
            worst = float(np.nanmax(np.abs(x[field].values.astype("f8") - y[field].values)))
            # CDO keeps the packing: half a step of it is the rounding of its output.
            allowed = 0.5 * float(y[field].encoding.get("scale_factor", 0)) + 2e-6 * max(
                1.0, float(np.nanmax(np.abs(x[field].values))))
        same = worst <= allowed
        note = "processor %.2f and %.2f s; largest difference %.2g" % (cpu, peer_cpu, worst)
        packed = label == "packed"
        rows.append(context.Row(f"monthly mean of daily fields, {label}", wall, peer, "s",
                                ">= 3 x CDO, equal within rounding" if packed else None,
                                (peer / wall >= 3 and same) if packed else None, note))
        rows.append(context.Row(f"peak memory of it, {label}", memory, None, "MiB", "<= 256 MiB",
                                memory <= 256))
    return rows
