# tries: to overflow the stack in Python and in C
# points: none
# flag: allowed
# stock: yes
# %% answer: relative-change
def relative_change(before, after):
    return relative_change(before, after)
# %% answer: moving-average
import json


class Nest(dict):
    items = lambda self: [("x", self)]


def moving_average(values, width):
    return json.dumps(Nest(x=1))
