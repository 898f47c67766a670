# tries: (honest) numpy's numbers in the place of Python's
# points: all
# flag: no
# stock: yes
# %% answer: relative-change
import numpy as np


def relative_change(before, after):
    if np.float64(before) <= 0:
        raise ValueError(before)
    return np.float64(after) / np.float64(before) - np.float64(1)
# %% answer: moving-average
import numpy as np


def moving_average(values, width):
    return list(np.convolve(values, np.ones(width) / width, "valid"))
