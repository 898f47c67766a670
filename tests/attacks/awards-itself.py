# tries: a number in the place of one point of two: less than nothing
# notebook: careless
# points: none
# flag: expected
# stock: yes, 3 points
# %% answer: quality
def quality(n):
    return -1
