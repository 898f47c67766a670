# tries: to close every descriptor, and then to say nothing more
# points: relative-change 0, moving-average 2
# flag: allowed
# stock: no: a kernel without sockets hangs
# %% right: moving-average
# %% answer: relative-change
import os
import time


def relative_change(before, after):
    os.closerange(3, 256)
    time.sleep(1)
