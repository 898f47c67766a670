# tries: metadata that is a list, a number, or nothing, where a dict is expected
# points: none
# flag: allowed
# stock: no: nbgrader stops at it, so that nothing is learnt
# %% edit
for number, cell in enumerate(cells):
    if not cell["metadata"].get("nbgrader"):
        cell["metadata"] = [[], 7, None, {"tags": 7, "nbgrader": []}, {"tags": {"setup": 1}, "rounds": 3}][number % 5]
