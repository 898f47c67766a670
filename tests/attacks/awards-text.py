# tries: text, true values and complex numbers as points
# notebook: careless
# points: none
# flag: allowed
# stock: yes, 2 points
# %% answer: quality
def quality(n):
    return "2"
