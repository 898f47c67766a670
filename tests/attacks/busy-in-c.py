# tries: one call into C that takes very long and looks at no signal
# points: relative-change 0, moving-average 2
# flag: allowed
# stock: no: nothing ends it there before it is done
# %% right: moving-average
# %% answer: relative-change
def relative_change(before, after):
    return sum(range(10**10)) * 0.0
