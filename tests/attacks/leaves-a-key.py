# tries: a note in the kernel's keyring of the session, which whoever starts a process hands down
# points: none
# flag: allowed
# stock: no: it leaves a key behind for a minute
# %% answer: relative-change
import ctypes
import os
import platform

SESSION, SEARCH, TIMEOUT = -3, 10, 15
add_key, keyctl = {"x86_64": (248, 250), "aarch64": (217, 219)}[platform.machine()]
syscall = ctypes.CDLL(None, use_errno=True).syscall
syscall.restype = ctypes.c_long
if syscall(keyctl, SEARCH, SESSION, b"user", b"rounds-attack-note", 0) > 0:
    print("ESCAPED: there is a key of another submission")
key = syscall(add_key, b"user", b"rounds-attack-note", b"42", 2, SESSION)
print("key", key, os.strerror(ctypes.get_errno()))
if key > 0:
    syscall(keyctl, TIMEOUT, key, 60)
# %% answer: moving-average
import ctypes
import platform
import time

time.sleep(1)
keyctl = {"x86_64": 250, "aarch64": 219}[platform.machine()]
syscall = ctypes.CDLL(None, use_errno=True).syscall
syscall.restype = ctypes.c_long
if syscall(keyctl, 10, -3, b"user", b"rounds-attack-note", 0) > 0:
    print("ESCAPED: there is a key of another run")
