# tries: (honest) a named pipe beside a right notebook
# points: all
# flag: allowed
# stock: no: it may wait for ever
# %% right: relative-change
# %% right: moving-average
# %% edit
import os

os.mkfifo(folder / "data.txt")
