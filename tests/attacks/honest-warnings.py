# tries: (honest) right answers that warn, log and print while they work
# points: all
# flag: no
# stock: yes, 2 points
# %% right: moving-average
# %% answer: relative-change
import logging
import sys
import warnings


def relative_change(before, after):
    warnings.warn("before should not be small")
    logging.warning("computing")
    print("computing", file=sys.stderr)
    print("computing")
    if before <= 0:
        raise ValueError(before)
    return after / before - 1
