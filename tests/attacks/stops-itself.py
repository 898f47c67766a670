# tries: to stop its own process, so that nobody hears of it again; a child ends it after fifteen seconds
# points: relative-change 0, moving-average 2
# flag: allowed
# stock: no: it forks
# %% right: moving-average
# %% answer: relative-change
import os
import signal
import time


def relative_change(before, after):
    me = os.getpid()
    if os.fork() == 0:
        time.sleep(15)
        if os.getppid() == me:
            os.kill(me, signal.SIGKILL)
        os._exit(0)
    os.kill(me, signal.SIGSTOP)
