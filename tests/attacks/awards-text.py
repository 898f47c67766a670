# tries: text, true values and complex numbers as points
# notebook: careless
# points: none
# flag: allowed
# stock: yes
# %% answer: quality
def quality(n):
    return "2"
