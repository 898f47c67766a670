# tries: a thousand threads that wait for a few seconds
# points: relative-change 0, moving-average 2
# flag: allowed
# stock: no: it is hard on the machine
# %% right: moving-average
# %% answer: relative-change
import threading
import time


def relative_change(before, after):
    while threading.active_count() < 1000:
        threading.Thread(target=time.sleep, args=(4,), daemon=True).start()
    return 0.0
