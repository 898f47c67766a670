# tries: (honest) a learner who moved all the tests to the top
# points: all
# flag: no
# stock: yes, 0 points
# %% right: relative-change
# %% right: moving-average
# %% edit
for test in tests:
    cells.remove(test)
    cells.insert(1, test)
