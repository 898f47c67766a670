# tries: (honest) exact numbers of the standard library
# points: all
# flag: no
# stock: yes
# %% answer: relative-change
from fractions import Fraction


def relative_change(before, after):
    if before <= 0:
        raise ValueError(before)
    return Fraction(after) / Fraction(before) - 1
# %% answer: moving-average
from fractions import Fraction


def moving_average(values, width):
    return [Fraction(sum(values[i : i + width]), width) for i in range(len(values) - width + 1)]
