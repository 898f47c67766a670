# tries: a notebook without cells
# points: none
# flag: no
# stock: yes
# %% edit
notebook["cells"] = []
