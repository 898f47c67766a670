# tries: to go on whatever is raised, with every signal ignored
# points: relative-change 0, moving-average 2
# flag: allowed
# stock: no: nothing but its own clock ends it there
# %% right: moving-average
# %% answer: relative-change
import signal
import time

for number in range(1, signal.NSIG):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def relative_change(before, after):
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        try:
            time.sleep(0.1)
        except BaseException:
            pass
