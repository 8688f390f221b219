"""Profiles of 1000 observations brought to 60 levels, each on depths of its own, by one thread.

The median of both counts, as processor time for a profile. GSW and scipy are called
profile by profile, as their users call them.
"""

PAIRS = (
    # method of ours, implementation of the peer, goal for the ratio.
    ("linear", "numpy_linear", None),
    ("pchip", "gsw_pchip", 10),
    ("pchip", "scipy_pchip", 10),
    ("akima", "scipy_akima", 10),
    ("makima", "scipy_makima", 10),
    ("mrst_pchip", "gsw_mrst", 10),
)


def run(context):
    profiles = 50 if context.quick else 500
    rows = []
    for method, peer, goal in PAIRS:
        sizes = {"--profiles": profiles, "--levels": 1000, "--nstd": 60,
                 "--reps": context.repetitions}
        theirs = context.peer("vertical.py", "--impl", peer,
                              *[part for pair in sizes.items() for part in pair])
        ours = context.ours("vertical", method, profiles, 1000, 60, context.repetitions)
        ours, theirs = 1e6 * ours["cpu"] / profiles, 1e6 * theirs["cpu_median_s"] / profiles
        rows.append(context.Row(f"{method} : {peer}", ours, theirs, "us/profile",
                                goal and f">= {goal}x", goal and theirs / ours >= goal))
    ours = context.ours("vertical", "layer_mean", profiles, 1000, 60, context.repetitions)
    rows.append(context.Row("layer_mean", 1e6 * ours["cpu"] / profiles, None, "us/profile"))
    return rows
