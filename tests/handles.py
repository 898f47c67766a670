"""An answer with everything that a test may hold a handle of, and what tests of it earn."""

import textwrap

from pieces import piece

NEEDS_PLAIN = "Plain data is needed here"
ANSWER = textwrap.dedent(
    """
    import functools

    class Box:
        size = 3

        def __init__(self, *items, **labels):
            self.items, self.labels, self.open = list(items), labels, None

        def add(self, item):
            self.items.append(item)
            return self

        def __len__(self):
            return len(self.items)

        def __getitem__(self, index):
            return self.items[index]

        def __iter__(self):
            return iter(self.items)

        def __enter__(self):
            self.open = True
            return self

        def __exit__(self, *_):
            self.open = False

        def __eq__(self, other):
            return True

        def __bool__(self):
            return True

        def __hash__(self):
            return 1

        @property
        def first(self):
            return self.items[0]

        @classmethod
        def of(cls, item):
            return cls(item)

        @staticmethod
        def fixed():
            return 4

    box = Box(1, 2)

    def echo():
        got = yield "ready"
        while True:
            try:
                got = yield got
            except ValueError:
                got = "caught"

    def twice():
        yield 1
        yield 2

    def counter():
        count = 0
        def up(by=1):
            nonlocal count
            count += by
            return count
        return up

    power = functools.partial(pow, 2)
    triple = lambda number: 3 * number

    async def later(value):
        return value

    def the_box():
        return box

    def same(one, other):
        return one is other

    def identity(value):
        return value

    def call(function, *arguments, **keywords):
        return function(*arguments, **keywords)
    """
)


def earned(engine, *tests: str, answer: str = ANSWER) -> list[tuple[float, str]]:
    return [(verdict.points, verdict.message) for verdict in engine.run(piece(answer, *tests)).verdicts]


def said(engine, test: str, answer: str = ANSWER) -> str:
    """What a test that earns nothing says; the one after it must be unharmed."""
    (points, message), after = earned(engine, test, "assert 1 + 1 == 2", answer=answer)
    assert points == 0, "the test passed"
    assert after == (2, "")
    return message
