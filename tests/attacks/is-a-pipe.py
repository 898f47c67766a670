# tries: a named pipe in the place of the notebook, which nobody ever writes to
# points: none
# flag: allowed
# stock: no: it waits for ever
# %% edit
import os

os.mkfifo(folder / "warm-up.ipynb")
notebook = None
