"""Monthly means of a year of daily fields of 0.25 degrees: `sverdrup summarise` and CDO's monmean.

File to file, of packed and compressed 16-bit numbers and of plain 32-bit ones, both programs in turn.
The goal is for the packed file: a third of CDO's time, 256 MiB at most, and the same means.
"""
import json
import shutil
import subprocess
import sys

# Run in a process of its own, whose memory is small: what a process takes counts from its parent's.
TIMED = """
import json, resource, subprocess, sys, time
start = time.monotonic()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
sys.exit(done.returncode)
"""

COMPARED = """
import json, sys
import numpy as np, xarray as xr
with xr.open_dataset(sys.argv[1]) as x, xr.open_dataset(sys.argv[2]) as y:
    field = next(v for v in x.data_vars if x[v].ndim == 3)
    a, b = x[field].values.astype("f8"), y[field].values
    same = bool(np.array_equal(np.isnan(a), np.isnan(b)))
    print(json.dumps([float(np.nanmax(np.abs(a - b))) if same else None,
                      float(y[field].encoding.get("scale_factor", 0)), float(np.nanmax(np.abs(a)))]))
"""


def timed(command):
    """Seconds on the wall, seconds of processor, and the peak of memory in MiB of a command."""
    done = subprocess.run([sys.executable, "-S", "-c", TIMED, *map(str, command)],
                          capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr}")
    return json.loads(done.stdout)


def median(values):
    return sorted(values)[len(values) // 2]


def run(context):
    if shutil.which("cdo") is None:
        raise RuntimeError("monthly_mean needs cdo, and numpy and xarray with netCDF4")
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
        found = subprocess.run([context.python, "-c", COMPARED, str(ours), str(theirs)],
                               capture_output=True, text=True, check=True)
        worst, scale, greatest = json.loads(found.stdout)
        # CDO keeps the packing: half a step of it is the rounding of its output.
        same = worst is not None and worst <= 0.5 * scale + 2e-6 * max(1, greatest)
        note = "processor %.2f and %.2f s; largest difference %s" % (cpu, peer_cpu, worst)
        packed = label == "packed"
        rows.append(context.Row(f"monthly mean of daily fields, {label}", wall, peer, "s",
                                ">= 3 x CDO, equal within rounding" if packed else None,
                                (peer / wall >= 3 and same) if packed else None, note))
        rows.append(context.Row(f"peak memory of it, {label}", memory, None, "MiB", "<= 256 MiB",
                                memory <= 256))
    return rows
