# tries: (honest) right answers that display large data: a long list as JSON, a big table, several pictures
# points: all
# flag: no
# stock: yes
# %% right: moving-average
# %% answer: relative-change
import matplotlib.pyplot as plt
import numpy as np

display({"application/json": list(range(150_000))}, raw=True)
for _ in range(4):
    plt.imshow(np.random.default_rng(1).random((400, 400)))
    plt.show()


def relative_change(before, after):
    if before <= 0:
        raise ValueError(before)
    return after / before - 1
