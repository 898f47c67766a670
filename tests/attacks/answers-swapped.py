# tries: (honest) the exercises in the other order
# points: all
# flag: no
# stock: yes
# %% right: relative-change
# %% right: moving-average
# %% edit
first = cells.index(named("relative-change")) - 1
second = cells.index(named("moving-average")) - 1
notebook["cells"] = cells[:first] + cells[second : second + 3] + cells[first:second] + cells[second + 3 :]
