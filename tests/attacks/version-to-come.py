# tries: a notebook of a format that does not exist yet
# points: none
# flag: allowed
# stock: yes
# %% edit
notebook["nbformat"] = 9
