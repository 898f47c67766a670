# %% right: as the formula says
def relative_change(before, after):
    if before <= 0:
        raise ValueError("before must be positive")
    return (after - before) / before


# %% right: a ratio less one
def relative_change(before, after):
    if not before > 0:
        raise ValueError(f"{before} is no base")
    return after / before - 1


# %% wrong: the untouched stub
# loses: all


# %% wrong: relative to the new value
# loses: relative-change-value
def relative_change(before, after):
    if before <= 0:
        raise ValueError("before must be positive")
    return (after - before) / after


# %% wrong: zero is not refused
# loses: relative-change-refuses
def relative_change(before, after):
    return (after - before) / before if before else 0.0


# %% wrong: a cell that stops half-way
# loses: all
relative_change = {}["no such key"]


# %% wrong: ends the process
# loses: all
import os

os._exit(0)
