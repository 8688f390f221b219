"""Scattered points to cells of a quarter of a degree: count, mean, standard deviation, minimum and
maximum of 1e7 points along a track and in random order, against numpy and numba.

Ours is exact and accounts for every point; the peers add in floating point. Figures are nanoseconds
of processor time per point, so that other work on the machine counts less; with two threads they
are of the wall. The share of the limit is that of reading 24 bytes a point at the rate of
c/stream.c of the peers, measured in the same run.
"""
import json
import pathlib
import subprocess
import tempfile


def stream(context, threads):
    """GB/s that a sum over a large array reads."""
    with tempfile.TemporaryDirectory() as folder:
        program = pathlib.Path(folder) / "stream"
        subprocess.run(["gcc", "-O3", "-march=native", "-fopenmp", "-fno-math-errno", "-o", program,
                        context.peers / "c/stream.c", "-lm"], check=True)
        done = subprocess.run([program, str(threads)], capture_output=True, text=True, check=True)
        return json.loads(done.stdout)["read_sum_GBs"]


def run(context):
    points = 1_000_000 if context.quick else 10_000_000
    rows = []
    rate = stream(context, 1)
    for order in ["track", "random"]:
        context.made(f"pts_{order}_val.npy", "gen_points.py", "--order", order, "--n", points,
                     "--out", context.data)

        def peer(implementation):
            line = context.peer("bin_points.py", "--impl", implementation, "--order", order, "--n",
                                points, "--data", context.data, "--reps", context.repetitions)
            return line["cpu_median_s"] / points * 1e9, line["median_s"] / points * 1e9, line

        def ours(threads, repetitions=context.repetitions):
            return context.ours("binning", context.data, order, points, threads, repetitions)

        one, two = ours(1), ours(2)
        numba, numpy = peer("numba"), peer("numpy")
        for key, theirs in [("mean_of_means", "mean_of_means"), ("largest_deviation", "max_std")]:
            assert abs(one[key] - numpy[2][theirs]) < 1e-6, (key, one[key], numpy[2][theirs])
            assert one[key] == two[key]
        assert one["landed"] == points
        cpu = one["cpu"] / points * 1e9
        share = 24 / rate / cpu
        note = f"{100 * share:.0f} % of reading at {rate:.1f} GB/s"
        if order == "track":
            rows += [
                context.Row("track order, numba", cpu, numba[0], "ns/point", "no slower",
                            cpu <= numba[0], note),
                context.Row("track order, numpy", cpu, numpy[0], "ns/point", ">= 4x",
                            numpy[0] >= 4 * cpu),
                context.Row("track order", cpu, None, "ns/point", "<= 8", cpu <= 8),
            ]
        else:
            wall = two["wall"] / points * 1e9
            rows += [
                context.Row("random order, two threads, numpy", wall, numpy[1], "ns/point", ">= 2x",
                            numpy[1] >= 2 * wall),
                context.Row("random order, one thread, numba", cpu, numba[0], "ns/point", None, None,
                            note),
            ]
        # Of one binning: what the allocator keeps from those before is none of its memory.
        memory = max(ours(threads, 1)["megabytes_above_input"] for threads in (1, 2)) / 1.048576
        rows.append(context.Row(f"{order} order, memory above the input", memory, None, "MiB",
                                "<= 64", memory <= 64))
    return rows
