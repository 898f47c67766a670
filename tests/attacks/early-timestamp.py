# tries: (honest) a timestamp.txt that claims to be from 1970
# points: all
# flag: no
# stock: yes
# %% right: relative-change
# %% right: moving-average
# %% file: timestamp.txt
1970-01-01 00:00:00 UTC
