# tries: the markers of hidden tests in an answer, so that sanitizing or releasing cuts in the wrong place
# points: relative-change 0, moving-average 2
# flag: no
# stock: yes
# %% right: moving-average
# %% answer: relative-change
def relative_change(before, after):
    ### BEGIN HIDDEN TESTS
    ### BEGIN SOLUTION
    return 7
    ### END HIDDEN TESTS
