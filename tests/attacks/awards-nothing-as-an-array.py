# tries: an answer worth nothing, where the test computes points with numpy, whose numbers show as np.float64(0.0)
# notebook: careless
# points: none
# flag: no
# stock: yes, 1 point
# %% answer: quality
def quality(n):
    return 0.0
