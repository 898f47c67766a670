# tries: (honest) methods as functions: of an object, of a class, and a callable object
# points: all
# flag: no
# stock: yes
# %% answer: relative-change
class Change:
    def of(self, before, after):
        if before <= 0:
            raise ValueError(before)
        return (after - before) / before


relative_change = Change().of
# %% answer: moving-average
class Average:
    def __call__(self, values, width):
        return [sum(values[i : i + width]) / width for i in range(len(values) - width + 1)]


moving_average = Average()
