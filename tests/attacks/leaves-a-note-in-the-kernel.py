# tries: shared memory, semaphores and message queues of the kernel's, which no folder shows
# points: none
# flag: allowed
# stock: no: it leaves shared memory behind
# %% answer: relative-change
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
known = 0x524F554E
if libc.shmget(known, 4096, 0) >= 0:
    print("ESCAPED: shared memory of another submission is here")
made = libc.shmget(known, 4096, 0o1666)
print("made", made)
# %% answer: moving-average
import ctypes
import time

if ctypes.CDLL(None).shmget(0x524F554E, 4096, 0) >= 0:
    print("ESCAPED: shared memory of another exercise's run is here")
