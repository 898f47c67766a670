# tries: answers that have no end
# points: none
# flag: allowed
# stock: yes
# %% answer: relative-change
import itertools


def relative_change(before, after):
    return itertools.count()
# %% answer: moving-average
def moving_average(values, width):
    while True:
        yield 1.5
