"""What a hidden test can do with an answer's objects, what it must not, and how exceptions and callbacks cross over."""

import textwrap

import pytest
from handles import ANSWER, NEEDS_PLAIN, earned, said
from pieces import piece


def test_what_a_handle_can_do(engine) -> None:
    tests = {
        "call": "assert triple(2) == 6",
        "call with keywords": "assert Box(1, items=2, self_=3).labels == {'items': 2, 'self_': 3}",
        "read attributes": "assert box.items == [1, 2] and Box.size == 3 and box.first == 1",
        "call methods": "add = box.add\nadd(3)\nbox.add(4).add(5)\nassert box.items == [1, 2, 3, 4, 5]",
        "class and static methods": "assert Box.of(7).items == [7] and Box.fixed() == 4",
        "index": "assert Box(1, 2)[1] == 2 and Box(1, 2)[-1] == 2",
        "length": "assert len(Box(1, 2, 3)) == 3",
        "iterate": "assert [x for x in Box(1, 2)] == [1, 2] == list(twice()) and [*twice()] == [1, 2]",
        "iterate in part": "g = twice()\nfor x in g: break\nassert list(g) == [2]",
        "next": "g = twice()\nassert next(g) == 1 and next(g) == 2 and next(g, 'over') == 'over'",
        "next beyond the end": "g = twice()\nlist(g)\ntry: next(g)\nexcept StopIteration: pass\nelse: assert 0",
        "unpack": "a, b = twice()\nassert (a, b) == (1, 2)",
        "send": "g = echo()\nassert g.send(None) == 'ready' and g.send(5) == 5",
        "throw": "g = echo()\nnext(g), g.send(1)\nassert g.throw(ValueError) == 'caught' and g.close() is None",
        "with": "with Box(1) as opened:\n    assert opened.open is True\nassert opened.open is False",
        "closures": "up, other = counter(), counter()\nup(), up(by=5)\nassert (up(), other()) == (7, 1)",
        "partials": "assert power(5) == 32",
        "coroutines": (
            "c = later(5)\ntry: c.send(None)\n"
            "except Exception as end: assert (end.type_names[0], end.value) == ('StopIteration', 5)\nelse: assert 0"
        ),
        "among plain data": "found = identity([1, {'a': (box, later)}])\nassert found[1]['a'][0].size == 3",
        "show itself": "assert repr(box) == '<Box>' and f'{triple}' == '<function>'",
    }
    found = dict(zip(tests, earned(engine, *tests.values()), strict=True))
    assert found == dict.fromkeys(tests, (2, ""))


def test_identity_holds_on_both_sides(engine) -> None:
    tests = [
        "assert the_box() is box and identity(box) is box and identity([box])[0] is box and Box(1) is not Box(1)",
        "ours = object()\nassert identity(ours) is ours and identity({1: ours})[1] is ours",
        "f, g = lambda: 1, lambda: 2\nassert same(f, f) is True and same(f, g) is False and same(box, box) is True",
    ]
    assert earned(engine, *tests) == [(2, "")] * len(tests)


class TestForbidden:
    OPERATIONS = (
        *("box == box", "box == 1", "1 == box", "box != 1", "[box] == [1]", "(1, box) == (1, 2)", "{1: box} == {1: 2}"),
        *("box < 1", "box <= 1", "box > 1", "box >= 1", "max(box, box)", "sorted([box, box])", "min([1, box])"),
        *("hash(box)", "{box}", "{box: 1}", "set([box])", "{}.get(box)", "frozenset([1, box])"),
        *("assert box", "bool(box)", "not box", "box and 1", "1 if box else 2", "any([box])"),
        "list(filter(None, [box]))",
        *("1 in box", "box in [1]", "[1].index(box)", "[1, 2].count(box)", "[1].remove(box)"),
        *("float(box)", "int(box)", "range(box)", "[1, 2][box]", "complex(box)", "'%d' % box", "chr(box)"),
        *("box.size = 1", "del box.size", "box[0] = 1", "del box[0]"),
        "match box:\n    case 1: pass",
        "import numpy as np\nnp.array([1, 2])[box]",
        "from functools import lru_cache\nlru_cache(lambda x: 1)(box)",
    )  # fmt: skip

    def test_each_operation_that_would_ask_the_answer_about_itself_earns_nothing(self, engine) -> None:
        found = earned(engine, *(f"{operation}\nNone" for operation in self.OPERATIONS))
        message = (
            f"{NEEDS_PLAIN} (a number, a text, a list, a dict and so on), and your code gave an object of type Box:"
        )
        wrong = [
            (what, got) for what, got in zip(self.OPERATIONS, found, strict=True) if got[0] or message not in got[1]
        ]
        assert not wrong

    def test_arithmetic_is_no_way_around(self, engine) -> None:
        operations = ["box + 1", "1 + box", "box * 2", "-box", "abs(box)", "round(box)", "box | box", "divmod(box, 2)"]
        found = earned(engine, *(f"{operation}\nNone" for operation in operations))
        assert [points for points, _ in found] == [0] * len(operations)
        assert all(message.startswith("TypeError") for _, message in found)

    @pytest.mark.parametrize(
        "swallow",
        [
            "try:\n    box == 1\nexcept: pass",
            "try:\n    box == 1\nexcept BaseException: pass",
            "import contextlib\nwith contextlib.suppress(BaseException): box == 1",
            "try:\n    bool(box)\nfinally:\n    raise ValueError('another')",
            "def f():\n    try:\n        return box == 1\n    finally:\n        return True\nassert f()",
            "try:\n    box == 1\nexcept BaseException: pass\n2",
        ],
    )
    def test_a_test_that_swallows_it_has_failed_all_the_same(self, engine, swallow) -> None:
        assert NEEDS_PLAIN in said(engine, swallow)

    def test_a_function_and_a_generator_are_called_by_their_names(self, engine) -> None:
        assert "an object of type function" in said(engine, "assert triple")
        assert "an object of type generator" in said(engine, "assert twice() == [1, 2]")
        assert "an object of type coroutine" in said(engine, "assert later(1) == 1")
        assert "an object of type Box" in said(engine, "assert identity({box}) == 1")

    def test_in_a_cells_output_it_costs_that_cell(self, engine) -> None:
        answer = "def f(): return 1\nshown = display({f: 1, 'text/plain': {f}}, raw=True)"
        (verdict,) = engine.run(piece(answer, "assert f() == 1")).verdicts
        assert (verdict.points, verdict.flag) == (2, "")

    def test_what_an_answer_cannot_send_is_its_own_mistake(self, engine) -> None:
        answer = "ring = []\nring.append(ring)\ndeep = 1\nfor _ in range(200): deep = [deep]\ndef f(): return ring"
        assert "cannot travel" in said(engine, "f()", answer)
        assert "nested more than 100 deep" in said(engine, "deep", answer)
        assert "the limit is 16 MB" in said(engine, "f()", "def f(): return 'x' * 20_000_000")
        assert "more than 200,000 items" in said(engine, "f()", "def f(): return [0] * 300_000")


class TestExceptions:
    ANSWER = textwrap.dedent(
        """
        class Full(ValueError): pass
        class Own(Exception): pass
        class Silent(Exception):
            def __str__(self): raise RuntimeError("no")
        class Odd(Exception):
            def __str__(self): return 5
        class Sly(str):
            def __getitem__(self, key): return [1]
        class Wide(Exception):
            def __str__(self): return Sly("x")
        class Meta(type):
            __name__ = property(lambda cls: 1 / 0)
        def fail(error): raise error
        def full(): raise Full("no room")
        def own(): raise Own("mine")
        def value(): raise ValueError("bad")
        def key(): raise KeyError("k")
        def silent(): raise Silent
        def odd(): raise Odd
        def wide(): raise Wide
        def long(): raise ValueError("x" * 5_000_000)
        def stop(): raise StopIteration(4)
        def interrupt(): raise KeyboardInterrupt
        def base(): raise BaseException("base")
        def group(): raise ExceptionGroup("several", [ValueError(1)])
        def claim(): assert False, "all is well"
        def pose(): raise type("AssertionError", (Exception,), {})("all is well")
        def leave(): raise SystemExit(0)
        def forever(): return 1 + forever()
        """
    )

    def test_they_are_caught_as_in_a_kernel(self, engine) -> None:
        tests = [
            "try:\n    value()\nexcept ValueError as error:\n    assert str(error) == 'bad'\nelse:\n    assert 0",
            "try:\n    full()\nexcept ValueError as error:\n    assert error.type_names[:2] == ('Full', 'ValueError')",
            "try:\n    own()\nexcept Exception as e:\n    assert e.type_names == ('Own', 'Exception')",
            "try:\n    key()\nexcept LookupError as error:\n    assert str(error) == \"'k'\"",
            "try:\n    forever()\nexcept RecursionError:\n    pass",
            "try:\n    stop()\nexcept Exception as e:\n    assert e.value == 4 and e.type_names[0] == 'StopIteration'",
            "try:\n    interrupt()\nexcept Exception as e:\n    assert e.type_names == ('KeyboardInterrupt',)",
            "try:\n    base()\nexcept Exception as e:\n    assert e.message == 'base'",
            "try:\n    group()\nexcept Exception as e:\n    assert e.type_names[0] == 'ExceptionGroup'",
            "try:\n    long()\nexcept ValueError as error:\n    assert len(str(error)) == 2000",
            "try:\n    silent()\nexcept Exception as e:\n    assert e.type_names[0] == 'Silent' and str(e) == ''",
            "try:\n    odd()\nexcept Exception as e:\n    assert e.type_names[0] == 'Odd' and str(e) == ''",
            "try:\n    wide()\nexcept Exception as e:\n    assert e.type_names[0] == 'Wide' and type(str(e)) is str",
        ]
        assert earned(engine, *tests, answer=self.ANSWER) == [(2, "")] * len(tests)

    def test_what_is_not_caught_is_said_with_its_place(self, engine) -> None:
        message = said(engine, "full()", self.ANSWER)
        assert message.startswith("Full: no room (in your `full`, line 14: `def full(): raise Full")
        assert said(engine, "stop()", self.ANSWER).startswith("StopIteration: 4 (in your `stop`")
        assert said(engine, "interrupt()", self.ANSWER).startswith("KeyboardInterrupt (in your `interrupt`")

    @pytest.mark.parametrize("name", ["claim", "pose"])
    def test_an_answers_assertion_is_not_the_tests(self, engine, name) -> None:
        catching = f"try:\n    {name}()\nexcept AssertionError:\n    pass"
        for test in (catching, f"{name}()"):
            assert said(engine, test, self.ANSWER).startswith(f"AssertionError: all is well (in your `{name}`, line ")

    def test_an_answers_end_is_the_end_of_its_process(self, engine) -> None:
        found = earned(engine, "assert True", "leave()", "assert True", answer=self.ANSWER)
        assert found[0] == (2, "")
        assert [points for points, _ in found[1:]] == [0, 0]
        assert all("Python itself ended while it ran your code" in message for _, message in found[1:])


def test_the_kinds_helpers_take_handles(engine) -> None:
    answer = ANSWER + textwrap.dedent(
        """
        class Refused(ValueError): pass
        def refuse(value): raise Refused(value)
        def boom(value): return 1 / 0
        def stub(value): raise NotImplementedError("not done yet")
        """
    )
    tests = {
        "from rounds.grading.kinds import *\nrefuses(refuse, [1], ValueError)\nrefuses(refuse, [1], 'Refused')": "",
        "refuses(triple, [1], ValueError, name='triple')": "triple(1) returned 3; it should refuse with ValueError.",
        "refuses(boom, [1], ValueError, name='boom')": (
            "boom(1) raised ZeroDivisionError: division by zero; it should refuse with ValueError."
        ),
        "refuses(stub, [1], ValueError, name='stub')": "stub is not done yet.",
        "refuses(identity, [box], ValueError, name='identity')": (
            "identity(<an object that is not plain data>) returned <an object that is not plain data>; "
            "it should refuse with ValueError."
        ),
        "assert answer_of(triple, 2) == 6": "",
        "answer_of(boom, 2, name='boom')": (
            "boom(2) raised ZeroDivisionError: division by zero; it should have returned an answer."
        ),
        "assert plain(identity(3), float) == 3.0": "",
        "plain(box, int, 'your box')": "your box returned <an object that is not plain data>; expected an int.",
        "from typing import Any\nplain([1, triple], Any)": (
            "your code returned [1, <an object that is not plain data>]; expected plain data, "
            "and <an object that is not plain data> is not plain data."
        ),
        "assert attempt(boom, 1)[1].names[0] == 'ZeroDivisionError'": "",
    }  # fmt: skip
    found = dict(zip(tests, earned(engine, *tests, answer=answer), strict=True))
    assert found == {test: (0 if message else 2, message) for test, message in tests.items()}
