# tries: to fork in the middle of an answer, so that two processes answer the same question
# points: none
# flag: allowed
# stock: no: a forked kernel answers twice there too, and hangs
# %% answer: relative-change
import os


def relative_change(before, after):
    os.fork()
    return 0.0
