# tries: two gibibytes in files of memory that no process maps, so that nobody's memory grows
# points: relative-change 0, moving-average 2
# flag: allowed
# stock: no: it is hard on the machine
# %% right: moving-average
# %% answer: relative-change
import os
import time

kept = []
try:
    while len(kept) < 64:
        kept.append(os.memfd_create("kept"))
        for _ in range(4):
            os.write(kept[-1], b"\1" * (8 << 20))
    time.sleep(1)
    print("ESCAPED: holds two gibibytes")
finally:
    for number in kept:
        os.close(number)
