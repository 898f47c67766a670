# tries: (honest) right answers in a notebook whose cells all have the same id
# points: all
# flag: no
# stock: yes
# %% right: relative-change
# %% right: moving-average
# %% edit
for cell in cells:
    cell["id"] = "same"
