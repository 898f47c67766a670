# tries: to keep everybody else out of the gradebook for a while
# points: none
# flag: no
# stock: no: nobody's work would be graded
# %% answer: relative-change
import json
import sqlite3
import time

for top in ("../../..", json.load(open("targets.json"))["course"]):
    try:
        book = sqlite3.connect(f"file:{top}/gradebook.db?mode=rw", uri=True, timeout=1)
        book.execute("BEGIN EXCLUSIVE")
        print("ESCAPED: the gradebook is locked")
        time.sleep(3)
    except sqlite3.Error as error:
        print(error)
