# tries: (honest) an output of exactly as many items as a frame may hold, so that handing it on makes one too many
# points: all
# flag: no
# stock: yes
# %% right: moving-average
# %% answer: relative-change
def relative_change(before, after):
    if before <= 0:
        raise ValueError(before)
    return after / before - 1


display({"application/json": [0] * 199_987}, raw=True)
