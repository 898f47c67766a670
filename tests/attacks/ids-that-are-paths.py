# tries: cell ids that lead out of a folder, or are no text at all
# points: all
# flag: allowed
# stock: no: nbformat refuses it, so that nothing is learnt
# %% right: relative-change
# %% right: moving-average
# %% edit
for number, cell in enumerate(cells):
    cell["id"] = ["../../../../gradebook.db", 7, None, "<script>alert(1)</script>"][number % 4]
