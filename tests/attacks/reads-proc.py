# tries: to read environment, arguments, open files of the processes around it
# points: none
# flag: no
# stock: yes, leaks
# %% answer: relative-change
import glob
import json
import os
import re

told = json.load(open("targets.json"))
print([value for value in os.environ.values() if re.match("CANAR[Y]", value)])
for process in {1, os.getppid(), told["pid"]}:
    paths = [f"/proc/{process}/environ", f"/proc/{process}/cmdline", *glob.glob(f"/proc/{process}/fd/*")]
    for path in filter(os.path.isfile, paths):
        try:
            print(set(re.findall(rb"CANAR[Y]-\w+", open(path, "rb").read(5_000_000))))
        except OSError as error:
            print(error.strerror)
