# tries: exceptions whose text, name, cause and traceback are traps
# points: none
# flag: allowed
# stock: yes
# %% answer: relative-change
class Meta(type):
    __name__ = property(lambda self: 1 / 0)
    __mro__ = property(lambda self: ())


class Rude(Exception, metaclass=Meta):
    __class__ = property(lambda self: ValueError)
    __traceback__ = __cause__ = __context__ = property(lambda self: self)
    args = property(lambda self: 1 / 0)

    def __str__(self):
        raise self

    def _render_traceback_(self, *shown):
        return []


def relative_change(before, after):
    raise Rude
# %% answer: moving-average
class Endless(Exception):
    def __str__(self):
        return "on and on " * 500_000


def moving_average(values, width):
    raise Endless
