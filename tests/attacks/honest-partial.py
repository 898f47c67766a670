# tries: (honest) functools.partial, a lambda, a cache and a decorator
# points: all
# flag: no
# stock: yes
# %% answer: relative-change
from functools import lru_cache, partial, wraps


def refusing(function):
    @wraps(function)
    def guarded(before, after):
        if before <= 0:
            raise ValueError(before)
        return function(before, after)

    return guarded


relative_change = refusing(lru_cache(lambda before, after: after / before - 1))
# %% answer: moving-average
from functools import partial


def means(how, values, width):
    return [how(values[i : i + width]) for i in range(len(values) - width + 1)]


moving_average = partial(means, lambda window: sum(window) / len(window))
