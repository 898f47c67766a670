# tries: orphans in sessions of their own, and zombies, which stay when the kernel has gone
# points: none
# flag: allowed
# stock: no: it leaves processes behind for some seconds
# %% answer: relative-change
import os
import signal
import time

for number in range(6):
    if os.fork() == 0:
        for ignored in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(ignored, signal.SIG_IGN)
        if number % 2:
            os._exit(0)
        os.setsid()
        if os.fork() == 0:
            time.sleep(18)
        os._exit(0)
