# tries: (honest) a timestamp.txt that is no time
# points: all
# flag: allowed
# stock: no: nbgrader ends its whole run there, and nobody after it is graded
# %% right: relative-change
# %% right: moving-average
# %% file: timestamp.txt
yesterday, I think
