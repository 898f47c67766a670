# tries: fifty megabytes of output, to the notebook, to the descriptors and as pictures
# points: relative-change 0, moving-average 2
# flag: allowed
# stock: no: it is hard on the machine
# %% right: moving-average
# %% answer: relative-change
import os

line = "there is more to come\n" * 1000
for _ in range(1000):
    print(line)
for number in (1, 2):
    for _ in range(300):
        try:
            os.write(number, line.encode())
        except OSError:
            break
for _ in range(100):
    display({"text/html": line * 3}, raw=True)


def relative_change(before, after):
    print(line * 100)
    return 0.0
