# tries: an answer of 100 million bytes, or of ten million numbers, to fill the judge's memory
# points: none
# flag: allowed
# stock: yes
# %% answer: relative-change
def relative_change(before, after):
    return b"\0" * 100_000_000
# %% answer: moving-average
def moving_average(values, width):
    return [0.5] * 10_000_000
