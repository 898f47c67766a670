# tries: more than the limit in files of memory that no process maps, so that nobody's memory grows
# points: relative-change 0, moving-average 2
# flag: allowed
# stock: no: it is hard on the machine
# %% right: moving-average
# %% answer: relative-change
import os
import time

kept = []
try:
    while len(kept) < 24:
        kept.append(os.memfd_create("kept"))
        os.posix_fallocate(kept[-1], 0, 56 << 20)
    time.sleep(0.5)
    print("ESCAPED: holds 1.3 GiB")
finally:
    for number in kept:
        os.close(number)
