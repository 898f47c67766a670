# tries: 3,000 cells of the learner's own in one exercise
# points: all
# flag: no
# stock: no: it takes minutes there
# %% right: relative-change
# %% right: moving-average
# %% edit
place = cells.index(named("moving-average"))
cells[place:place] = [code(f"x{number} = {number}") | {"id": f"own-{number}"} for number in range(3000)]
