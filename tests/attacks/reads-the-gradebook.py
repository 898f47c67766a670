# tries: to read the gradebook, which holds the sources of the tests and everybody's points
# points: none
# flag: no
# stock: yes, leaks
# %% answer: relative-change
import json
import sqlite3

for top in ("../../..", json.load(open("targets.json"))["course"]):
    try:
        book = sqlite3.connect(f"file:{top}/gradebook.db?mode=ro", uri=True)
        print(book.execute("SELECT source FROM source_cell").fetchall())
    except sqlite3.Error as error:
        print(error)
