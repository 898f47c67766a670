# tries: an array that takes eight bytes here and eight gigabytes once copied
# points: none
# flag: allowed
# stock: yes
# %% answer: moving-average
import numpy as np


def moving_average(values, width):
    return np.broadcast_to(np.float64(1.5), (1_000_000_000,))
