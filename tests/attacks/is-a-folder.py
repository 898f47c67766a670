# tries: a folder by the name of the notebook
# points: none
# flag: allowed
# stock: no: nbgrader stops at it, so that nothing is learnt
# %% edit
(folder / "warm-up.ipynb").mkdir()
notebook = None
