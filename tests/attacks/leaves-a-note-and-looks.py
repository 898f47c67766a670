# tries: to find what `leaves-a-note` left, and to leave the same
# points: none
# flag: allowed
# stock: no: it leaves files behind
# %% answer: relative-change
import os

for folder in ("/tmp", "/var/tmp", "/dev/shm", "/dev", os.path.expanduser("~"), "/run", "/run/lock", "/dev/mqueue"):
    if os.path.exists(f"{folder}/rounds-attack-note"):
        print("ESCAPED: there is a note in", folder)
    try:
        open(f"{folder}/rounds-attack-note", "x").write("the answer is 42\n")
    except OSError as error:
        print(folder, error.strerror)
