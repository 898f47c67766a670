# tries: (honest) what people do in notebooks: magics, plots, shell lines, awaits, globals, odd names, last values
# points: all
# flag: no
# stock: yes
# %% answer: relative-change
%matplotlib inline
import asyncio
import math as m

import matplotlib.pyplot as plt

!echo hello
await asyncio.sleep(0)
calls = 0


def relative_change(before, after):
    """Changes `before` -> `after`; naïvely, in %."""
    global calls
    calls += 1
    if not before > 0:
        raise ValueError(f"{before=}")
    return m.expm1(m.log(after) - m.log(before))


plt.plot([relative_change(1, x) for x in (1, 2, 3)])
relative_change(1, 2)
# %% answer: moving-average
%%time
def moving_average(values, width, *, _sums=None):
    match len(values):
        case n if n < width:
            return []
        case _:
            return [sum(values[:width]) / width, *moving_average(values[1:], width)]
