# tries: (honest) a cell that ends with an exception after the answer has been defined
# points: all
# flag: no
# stock: yes
# %% right: moving-average
# %% answer: relative-change
def relative_change(before, after):
    if before <= 0:
        raise ValueError(before)
    return after / before - 1


relative_change(0, 1)
