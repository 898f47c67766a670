# tries: to take all cores from its neighbours, with sixty processes that compute for some seconds
# points: relative-change 0, moving-average 2
# flag: allowed
# stock: no: it is hard on the machine
# %% right: moving-average
# %% answer: relative-change
import os
import time

for _ in range(60):
    try:
        if os.fork():
            continue
    except OSError:
        break
    try:
        os.sched_setaffinity(0, range(os.cpu_count()))
        os.nice(-5)
    except OSError:
        pass
    ends = time.monotonic() + 6
    while time.monotonic() < ends:
        pass
    os._exit(0)
time.sleep(5)
