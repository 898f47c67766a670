# tries: an exception whose message cannot be sent as UTF-8, so that nobody hears of it
# points: none
# flag: allowed
# stock: yes
# %% answer: relative-change
def relative_change(before, after):
    raise RuntimeError("\ud800")
# %% answer: moving-average
def moving_average(values, width):
    raise RuntimeError("\ud800")
