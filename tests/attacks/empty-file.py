# tries: a file without a byte
# points: none
# flag: allowed
# stock: yes
# %% edit
notebook = b""
