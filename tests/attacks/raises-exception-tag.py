# tries: the tag by which nbclient goes on after an error, on every cell
# points: none
# flag: no
# stock: yes
# %% edit
for cell in cells:
    cell["metadata"]["tags"] = ["raises-exception"]
