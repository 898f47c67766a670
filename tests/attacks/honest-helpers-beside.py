# tries: (honest) a module and a file of data beside the notebook
# points: all
# flag: no
# stock: yes
# %% right: moving-average
# %% answer: relative-change
from pathlib import Path

from helpers.numbers import ratio

limit = float(Path("data/limit.txt").read_text())


def relative_change(before, after):
    if before <= limit:
        raise ValueError(before)
    return ratio(after, before) - 1
# %% file: helpers/__init__.py
# %% file: helpers/numbers.py
def ratio(a, b):
    return a / b
# %% file: data/limit.txt
0.0
