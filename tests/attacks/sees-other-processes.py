# tries: to see processes that are not its own
# points: none
# flag: no
# stock: no: processes are no secret there
# %% answer: relative-change
import json
import os

pid = json.load(open("targets.json"))["pid"]
try:
    if b"sleep(7200)" in open(f"/proc/{pid}/cmdline", "rb").read():
        print("ESCAPED: sees a stranger's process")
except OSError:
    pass
if len(strangers := [name for name in os.listdir("/proc") if name.isdigit()]) > 30:
    print("ESCAPED: sees", len(strangers), "processes")
