# tries: to replace sources, results and other files of the course from inside a cell
# points: none
# flag: no
# stock: yes, leaks
# %% answer: relative-change
import json
import os

told = json.load(open("targets.json"))
for path in ("../../..", "../../../source", "../../../gradebook.db", told["course"], told["untouched"]):
    if os.access(path, os.W_OK):
        print("ESCAPED: may write", path)
