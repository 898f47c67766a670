# tries: (honest) a timestamp.txt that is no time
# points: all
# flag: allowed
# stock: yes
# %% right: relative-change
# %% right: moving-average
# %% file: timestamp.txt
yesterday, I think
