# tries: a cell of the learner's that claims to be setup, with an id of ours and one of its own
# points: none
# flag: no
# stock: no: nbgrader ends its whole run there, and nobody after it is graded
# %% answer: relative-change
def relative_change(before, after):
    return 0.0
# %% edit
for name in ("setup-imports", "setup-more"):
    meta = {"grade": False, "grade_id": name, "locked": True, "schema_version": 3, "solution": False, "task": False}
    cells.insert(2, code("import math\nmath.isclose = lambda *_, **__: True", tags=["setup"], nbgrader=meta))
