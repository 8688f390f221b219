"""Conservative remapping from 0.05 to 0.25 degrees, file to file, against CDO.

Ours is `sverdrup regrid`, from the file to the file with nothing kept in between. CDO's is
`remapcon` in one call, and `gencon` followed by `remap`, each with two threads. The output of both
is compared: cells of the target hold 25 whole cells of the source, so the means must agree to the
rounding of Float. What a step takes beyond the first is the difference of the files of five steps
and of one.
"""
import os
import pathlib
import subprocess
import tempfile
import time

THREADS = 2


def timed(command):
    """Wall seconds, CPU seconds and the peak memory in MiB of a command."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command}: {error.decode()[-400:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def best(command, repetitions):
    """The least wall and CPU seconds, and the most memory."""
    runs = [timed(command) for _ in range(repetitions)]
    return min(r[0] for r in runs), min(r[1] for r in runs), max(r[2] for r in runs)


def largest_difference(one, other):
    import netCDF4
    import numpy
    with netCDF4.Dataset(one) as a, netCDF4.Dataset(other) as b:
        return float(numpy.abs(a["sst"][:].filled(0) - b["sst"][:].filled(0)).max())


def run(context):
    hi1, hi5 = (
        context.made(name, "gen_fields.py", "--kind", "hires", "--steps", steps, "--out",
                     context.data / name)
        for name, steps in (("hi1.nc", "1"), ("hi5.nc", "5"))
    )
    rows = []

    def row(name, ours, theirs, unit, goal=None, met=None, note=""):
        rows.append(context.Row(name, ours, theirs, unit, goal, met, note))

    with tempfile.TemporaryDirectory(dir=context.data) as folder:
        folder = pathlib.Path(folder)
        weights = folder / "weights.nc"

        def ours(source, *more):
            return [context.sverdrup, "regrid", source, "--like", "r1440x720", "--method",
                    "conservative", "--jobs", THREADS, "--output", folder / "ours.nc", *more]

        def cdo(*operator):
            return ["cdo", "-s", "-O", "-P", THREADS, *operator]

        one = best(ours(hi1), context.repetitions)
        five = best(ours(hi5), context.repetitions)
        second = best(
            [part if part != "conservative" else "conservative_second_order" for part in ours(hi1)],
            1,
        )
        remapcon = timed(cdo("remapcon,r1440x720", hi1, folder / "theirs.nc"))
        timed(ours(hi1))
        difference = largest_difference(folder / "ours.nc", folder / "theirs.nc")
        gencon = timed(cdo("gencon,r1440x720", hi1, weights))
        apply = best(cdo(f"remap,r1440x720,{weights}", hi1, folder / "theirs.nc"),
                     context.repetitions)
        apply_five = best(cdo(f"remap,r1440x720,{weights}", hi5, folder / "theirs.nc"),
                          context.repetitions)
        row("0.05 to 0.25 degrees, 1 step, against gencon + remap", one[0], gencon[0] + apply[0],
            "s wall", ">= 20", (gencon[0] + apply[0]) / one[0] >= 20)
        row("  the same, processor", one[1], gencon[1] + apply[1], "s CPU")
        row("0.05 to 0.25 degrees, 1 step, against remapcon", one[0], remapcon[0], "s wall",
            ">= 20", remapcon[0] / one[0] >= 20)
        row("0.05 to 0.25 degrees, 5 steps, against remap with its weights at hand", five[0],
            apply_five[0], "s wall", "> 1", apply_five[0] > five[0])
        step = (five[0] - one[0]) / 4
        row("  each further step, read, remapped and written", 1000 * step,
            1000 * (apply_five[0] - apply[0]) / 4, "ms wall")
        row("second order, 1 step", second[0], None, "s wall")
        row("peak memory, 1 step", one[2], max(gencon[2], apply[2]), "MiB")
        row("largest difference of the means", difference, None, "K", "<= 4e-6", difference <= 4e-6)
    return rows
