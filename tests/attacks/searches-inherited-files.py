# tries: descriptors that were left open by whoever started it: directories, sockets, memory, terminals
# points: none
# flag: no
# stock: no: a kernel has sockets of its own
# %% answer: relative-change
import os
import stat

for number in range(3, 1024):
    try:
        mode = os.fstat(number).st_mode
    except OSError:
        continue
    print(number, stat.filemode(mode), os.readlink(f"/proc/self/fd/{number}"))
    if stat.S_ISDIR(mode) and not os.readlink(f"/proc/self/fd/{number}").startswith(os.getcwd()):
        print("ESCAPED: an open folder", os.listdir(number)[:9])
