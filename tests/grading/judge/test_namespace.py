"""Where a test's names come from: its own cells, our setup and builtins first, then the learner's notebook."""

import textwrap

from pieces import piece

ANSWER = textwrap.dedent(
    """
    limit = 3
    def f(x): return x + limit
    def decorate(function): return lambda *a: ["decorated", function(*a)]
    class Base:
        name = "base"
        def greet(self): return "hi"
    async def later(): return 1
    """
)


def earned(engine, *tests: str, answer: str | list[str] = ANSWER, setup: str = "") -> list[tuple[float, str]]:
    return [(verdict.points, verdict.message) for verdict in engine.run(piece(answer, *tests, setup=setup)).verdicts]


def test_an_answers_names_are_found_wherever_a_test_reads_them(engine) -> None:
    tests = {
        "in the cell": "assert f(1) == 4 and limit == 3",
        "in functions": "def g():\n    def h(): return f(limit)\n    return h()\nassert g() == 6",
        "in comprehensions": "assert [f(x) for x in range(limit)] == [3, 4, 5] and {f(0): 1 for _ in [0]} == {3: 1}",
        "in generator expressions": "assert sum(f(x) for x in [1, 2] if x < limit) == 9",
        "in lambdas": "assert sorted([2, 1], key=lambda x: -f(x)) == [2, 1]",
        "in class bodies": "class C:\n    top = limit\n    pair = [f(limit)]\nassert (C.top, C.pair) == (3, [6])",
        "in class bodies of functions": "def g():\n    class C:\n        top = f(1)\n    return C.top\nassert g() == 4",
        "in methods": "class D:\n    def m(self): return f(limit)\nassert D().m() == 6",
        "in defaults": "def g(x=f(1), *, y=limit): return x + y\nassert g() == 7",
        "in decorators": "@staticmethod\ndef g(x): return f(x)\nassert g(1) == 4",
        "as decorators": "@decorate\ndef g(x): return x\nassert g(1) == ['decorated', 1]",
        "in annotations": "x: f(1) = limit\ndef g(a: f(1)) -> limit: return a\nassert g(x) == 3",
        "in formatted text": "assert f'{limit} {f(1)}' == '3 4'",
        "in eval": "assert eval('f(limit)') == 6 and eval('[f(x) for x in [1]]') == [4]",
        "in except": "try:\n    1 / 0\nexcept ZeroDivisionError:\n    assert f(1) == 4",
        "after del": "limit2 = 5\ndel limit2\nassert limit == 3",
    }
    assert dict(zip(tests, earned(engine, *tests.values()), strict=True)) == dict.fromkeys(tests, (2, ""))


def test_ours_win(engine) -> None:
    answer = [
        "helper = 'theirs'\ndef secret(): return 'theirs'\nimport math\nmath.pi = 3\nclass np: pi = 3",
        "def sorted(x): return 'theirs'\nlen = sum = print = isinstance = lambda *a: True\nTrue_ = AssertionError = 0",
        "import builtins\nbuiltins.abs = builtins.divmod = lambda *a: 99\n__name__ = 'theirs'\n__builtins__ = {}",
    ]
    tests = [
        "assert helper == 'ours' and secret() == 'ours'",
        "import math, numpy as np\nassert math.pi > 3.1 and np.pi > 3.1",
        "assert sorted([2, 1]) == [1, 2] and len([]) == 0 == sum([]) and abs(-1) == 1 and not isinstance(1, str)",
        "assert __name__ == '__main__'",
        "try:\n    assert False\nexcept AssertionError:\n    pass",
        "helper = 'the test s'\nassert helper == 'the test s'",
    ]
    found = earned(engine, *tests, answer=answer, setup="helper = 'ours'\ndef secret(): return 'ours'")
    assert found == [(2, "")] * len(tests)


def test_assigning_to_an_answers_name_changes_nothing_there(engine) -> None:
    tests = ["limit = 100\nassert f(1) == 4", "assert limit == 100", "del limit\nassert limit == 3"]
    assert earned(engine, *tests) == [(2, "")] * 3


def test_what_a_test_defines_is_there_in_the_next(engine) -> None:
    tests = [
        "import json\nkept = [1]\ndef helper(): return f(1)\nclass Kept: pass\nassert True",
        "kept.append(2)\nassert json.dumps(kept) == '[1, 2]' and helper() == 4 and Kept()",
        "later_defined = 1\nassert False, 'fails, but has defined something'",
        "assert later_defined == 1",
    ]
    found = earned(engine, *tests)
    assert [points for points, _ in found] == [2, 2, 0, 2]


def test_what_an_answer_changes_later_is_seen_later(engine) -> None:
    answer = "count = 0\ndef step():\n    global count\n    count += 1\ndef become():\n    global step\n    step = None"
    tests = ["step()\nstep()\nassert count == 2", "assert count == 2\nbecome()", "assert step is None"]
    assert earned(engine, *tests, answer=answer) == [(2, "")] * 3


def test_a_missing_name_is_said_to_be_missing(engine) -> None:
    message = "NameError: name 'absent' is not defined. Define it in the answer's cell, and run that cell."
    tests = [
        "absent(1)",
        "class C:\n    x = absent",
        "[absent for _ in [1]]",
        "def g(): return absent\ng()",
        "del absent",
    ]
    found = earned(engine, *tests)
    assert found[:4] == [(0, message)] * 4
    assert found[4] == (0, message)
    caught = "try:\n    absent\nexcept NameError:\n    pass"
    assert earned(engine, caught) == [(2, "")]


def test_a_name_is_no_way_out_of_the_namespace(engine) -> None:
    answer = "__import__ = open = exec = lambda *a: 'theirs'\n__annotations__ = {'x': 1}\n__missing__ = forget = 5"
    tests = [
        "import os\nassert os.sep == '/'",
        "assert callable(open) and open is not 'theirs'",
        "x: int = 1\nassert x == 1",
    ]
    assert earned(engine, *tests, answer=answer) == [(2, "")] * 3


class TestSetup:
    SETUP = textwrap.dedent(
        """
        from dataclasses import dataclass, field
        from typing import NamedTuple

        @dataclass(frozen=True)
        class Job:
            name: str
            size: int = 1

        @dataclass
        class Plan:
            jobs: list[Job] = field(default_factory=list)

        class Span(NamedTuple):
            low: float
            high: float

        TOP = 10
        """
    )
    ANSWER = textwrap.dedent(
        """
        def largest(jobs): return max(jobs, key=lambda job: job.size)
        def doubled(plan): return Plan([Job(job.name, 2 * job.size) for job in plan.jobs])
        def wider(span): return span._replace(high=span.high + 1)
        def kind(value): return type(value).__name__, isinstance(value, (Job, Plan, Span))
        def by_job(jobs): return {job: job.size for job in jobs}
        def sub():
            class Better(Job):
                def __eq__(self, other): return True
            return Better("x")
        def shadow():
            global Job
            Job = lambda *a: 5
            return Job()
        def changed():
            job = Job("a"); object.__setattr__(job, "size", largest); return job
        """
    )

    def test_its_records_are_plain_data_both_ways(self, engine) -> None:
        tests = [
            "assert largest([Job('a', 1), Job('b', 3)]) == Job('b', 3) and type(largest([Job('a')])) is Job",
            "assert doubled(Plan([Job('a', 2)])) == Plan([Job('a', 4)])",
            "assert wider(Span(1.0, 2.0)) == Span(1.0, 3.0)",
            "assert kind(Job('a')) == ('Job', True) and kind(Span(1, 2)) == ('Span', True) and kind(Plan())[1]",
            "assert by_job([Job('a', 2)]) == {Job('a', 2): 2}",
            "assert changed().size is largest and changed().name == 'a'",
            "assert TOP == 10 and shadow() == 5 and Job('a').size == 1 and largest([Job('a', 7)]).size == 7",
        ]
        assert earned(engine, *tests, answer=self.ANSWER, setup=self.SETUP) == [(2, "")] * len(tests)

    def test_an_answers_subclass_of_one_is_not(self, engine) -> None:
        ((points, message),) = earned(engine, "assert sub() == Job('y')", answer=self.ANSWER, setup=self.SETUP)
        assert points == 0
        assert "an object of type Better" in message

    def test_an_answer_that_replaces_one_gains_nothing(self, engine) -> None:
        answer = (
            "from dataclasses import dataclass\n@dataclass\nclass Job:\n    name: str\n    size: int = 1\n"
            "    def __eq__(self, other): return True\ndef best(): return Job('mine', 1)"
        )
        setup = "from dataclasses import dataclass\n@dataclass\nclass Job:\n    name: str\n    size: int = 1"
        found = earned(
            engine, "assert best() == Job('x', 5)", "assert best().name == 'mine'", answer=answer, setup=setup
        )
        assert [points for points, _ in found] == [0, 2]
