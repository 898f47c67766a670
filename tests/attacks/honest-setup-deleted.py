# tries: (honest) a learner who deleted the setup and the demonstration, and imports what is needed
# points: all
# flag: no
# stock: yes, 3 points
# %% answer: relative-change
import math


def relative_change(before, after):
    if before <= 0:
        raise ValueError(before)
    return after / before - math.sqrt(1)
# %% right: moving-average
# %% edit
cells.remove(named("setup-imports"))
