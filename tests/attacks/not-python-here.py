# tries: the answer's cell retyped as text that holds code
# points: none
# flag: no
# stock: yes
# %% edit
for name in ("relative-change", "moving-average"):
    named(name)["cell_type"] = "raw"
