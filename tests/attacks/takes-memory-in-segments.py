# tries: more than the limit in shared memory of the old kind, which stays when nobody is attached to it
# points: relative-change 0, moving-average 2
# flag: allowed
# stock: no: it is hard on the machine
# %% right: moving-average
# %% answer: relative-change
import ctypes
import time

IPC_PRIVATE, IPC_CREAT, IPC_RMID, SIZE = 0, 0o1000, 0, 64 << 20
libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype, libc.shmat.argtypes = ctypes.c_void_p, [ctypes.c_int, ctypes.c_void_p, ctypes.c_int]
libc.shmdt.argtypes = [ctypes.c_void_p]
made = []
try:
    while len(made) < 20:
        made.append(libc.shmget(IPC_PRIVATE, SIZE, IPC_CREAT | 0o600))
        place = libc.shmat(made[-1], None, 0)
        if made[-1] < 0 or place in (None, 2**64 - 1):
            raise MemoryError
        ctypes.memset(place, 1, SIZE)
        libc.shmdt(place)
    time.sleep(0.5)
    print("ESCAPED: holds 1.25 GiB")
finally:
    for number in made:
        libc.shmctl(number, IPC_RMID, None)
