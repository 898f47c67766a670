# tries: (honest) an exception of the learner's own that is a ValueError, raised from another one
# points: all
# flag: no
# stock: yes
# %% right: moving-average
# %% answer: relative-change
class NoBase(ValueError):
    def __init__(self, before):
        super().__init__(f"nothing can change relative to {before}")


def relative_change(before, after):
    try:
        1 / max(before, 0)
    except ZeroDivisionError as cause:
        raise NoBase(before) from cause
    return (after - before) / before
