# tries: NaN points
# notebook: careless
# points: none
# flag: expected
# stock: yes
# %% answer: quality
def quality(n):
    return float("nan")
