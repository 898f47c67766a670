# tries: (honest) a heading of the learner's own between an answer and its tests
# points: all
# flag: no
# stock: yes
# %% right: relative-change
# %% right: moving-average
# %% edit
place = cells.index(named("moving-average")) + 1
cells.insert(place, {"cell_type": "markdown", "id": "own-heading", "metadata": {}, "source": "## Moving average"})
