# tries: a notebook that is a symbolic link to the course's own, solutions included
# points: none
# flag: allowed
# stock: yes, 5 points
# %% edit
(folder / "warm-up.ipynb").symlink_to("../../../source/round-3-technical-phone-screen/warm-up.ipynb")
notebook = None
