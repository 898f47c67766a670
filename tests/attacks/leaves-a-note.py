# tries: to leave notes for the submission after it, wherever several may write
# points: none
# flag: allowed
# stock: no: it leaves files behind
# %% answer: relative-change
import os
import random

for folder in ("/tmp", "/var/tmp", "/dev/shm", "/dev", os.path.expanduser("~"), "/run", "/run/lock", "/dev/mqueue"):
    try:
        open(f"{folder}/rounds-attack-note", "x").write("the answer is 42\n")
    except OSError as error:
        print(folder, error.strerror)
