# tries: NaN points
# notebook: careless
# points: none
# flag: expected
# stock: yes, 3 points
# %% answer: quality
def quality(n):
    return float("nan")
