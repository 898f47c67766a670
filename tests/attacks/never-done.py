# tries: to compute for longer than a cell may take, in the cell and in the answer
# points: relative-change 0, moving-average 0
# flag: allowed
# stock: yes
# %% answer: relative-change
import time

ends = time.monotonic() + 20
while time.monotonic() < ends:
    pass
# %% answer: moving-average
import time


def moving_average(values, width):
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        pass
