"""An answer's policy in the failure lab: asked for what it overrides only, and the same run as in one process."""

import textwrap

import pytest
from pieces import piece

from rounds.grading.kinds.hooks import near
from rounds.sim import ClientPolicy, Fault, Scenario, Service, run

HOOKS = sorted(name for name in vars(ClientPolicy) if not name.startswith("_"))
POLICIES = {
    "nothing": ("class Mine(ClientPolicy): pass", []),
    "inherits": (
        "class Mine(ClientPolicy):\n"
        "    def after(self, call, outcome): return 0.1 if outcome.kind != 'ok' and call.attempt < 3 else None",
        ["after"],
    ),
    "duck-typed": ("class Mine:\n    def before(self, call): return call.u < 0.9", ["before"]),
    "a subclass of a subclass": (
        "class Half(ClientPolicy):\n    def before(self, call): return call.u < 0.5\n"
        "class Mine(Half):\n    def timeout(self, call): return 0.2",
        ["before", "timeout"],
    ),
    "overrides its own override": (
        "class Half(ClientPolicy):\n    def before(self, call): return False\n"
        "class Mine(Half):\n    def before(self, call): return call.u < 0.5",
        ["before"],
    ),
    "on the instance": (
        "class Mine(ClientPolicy):\n"
        "    def __init__(self): self.before = lambda call: call.u < 0.7",
        ["before"],
    ),
    "a mixin": (
        "class Picky:\n    def before(self, call): return call.u < 0.5\nclass Mine(Picky, ClientPolicy): pass",
        ["before"],
    ),
    "set on the class later": (
        "class Mine(ClientPolicy): pass\nMine.hedge = lambda self, call: 0.05",
        ["hedge"],
    ),
    "with a state": (
        "class Mine(ClientPolicy):\n"
        "    def __init__(self): self.left = 20\n"
        "    def after(self, call, outcome):\n"
        "        if outcome.kind == 'ok' or self.left == 0: return None\n"
        "        self.left -= 1\n        return 0.2 * call.u",
        ["after"],
    ),
    "a factory": (
        "def Mine(): return Inner(2)\n"
        "class Inner(ClientPolicy):\n"
        "    def __init__(self, most): self.most = most\n"
        "    def after(self, call, outcome): return 0.0 if not outcome.ok and call.attempt < self.most else None",
        ["after"],
    ),
    "of everything": (
        "class Mine(ClientPolicy):\n"
        "    def before(self, call): return call.attempt < 4\n"
        "    def rejected(self, call): return 0.3 if call.attempt < 2 else None\n"
        "    def timeout(self, call): return 0.5 + call.u\n"
        "    def hedge(self, call): return 0.1 if call.priority == 0 else None\n"
        "    def after(self, call, outcome): return call.u if outcome.error or outcome.kind == 'timeout' else None\n"
        "    def fallback(self, call): return 'stale'",
        HOOKS,
    ),
}  # fmt: skip
IMPORT = "from rounds.sim import ClientPolicy\n"


def storm() -> Scenario:
    return Scenario(20, Service(workers=3), (Fault(2, 4),), clients=2, horizon=8)


SHOWN = textwrap.dedent(
    """
    def shown(result):
        series = {name: values.tolist() for name, values in result.series.items()}
        return result.outcomes, result.totals, series, result.policy_calls, result.stopped
    """
)
exec(SHOWN)


def in_process(source: str):
    names: dict = {}
    exec(IMPORT + source, names)
    return run(storm(), names["Mine"], 7)


@pytest.mark.parametrize("name", POLICIES)
def test_it_is_asked_for_what_it_overrides_and_the_run_is_the_same(engine, name) -> None:
    source, overridden = POLICIES[name]
    expected = in_process(source)
    tests = [
        f"{SHOWN}\nfrom rounds.grading.kinds.hooks import near\nfrom rounds.sim import *\n"
        "storm = Scenario(20, Service(workers=3), (Fault(2, 4),), clients=2, horizon=8)\n"
        f"assert shown(run(storm, near(Mine), 7)) == {shown(expected)!r}, 'the runs differ'",  # noqa: F821
        f"assert sorted(type(near(Mine)()).hooks) == {overridden}, type(near(Mine)()).hooks",
    ]
    outcome = engine.run(piece(IMPORT + source, *tests))
    assert [(verdict.points, verdict.message) for verdict in outcome.verdicts] == [(2, ""), (2, "")]
    # Each client is made, and asked which hooks it overrides; each hook is looked up, its call agreed upon, and called.
    around = 40 + 4 * len(overridden)
    assert expected.policy_calls <= outcome.usage.calls <= expected.policy_calls + around


def test_a_policy_that_leaves_all_alone_is_never_asked(engine) -> None:
    play = (
        "from rounds.grading.kinds.hooks import near\nfrom rounds.sim import *\n"
        "run(Scenario(100, Service(workers=3), clients=1, horizon=20), near(Mine), 1)"
    )
    outcome = engine.run(piece(IMPORT + "class Mine(ClientPolicy): pass", f"{play}\nNone"))
    assert outcome.verdicts[0].passed
    assert outcome.usage.calls < 20


@pytest.mark.parametrize(
    ("hook", "what"),
    [
        ("def before(self, call): return 1 / 0", "ZeroDivisionError"),
        ("def after(self, call, outcome): return 'soon'", "after"),
        ("def timeout(self, call): return float('nan')", "timeout"),
        ("def before(self, call): return Mine", "before"),
        ("def before(self, call): return [call]", "before"),
    ],
)
def test_what_it_does_wrong_is_told(engine, hook, what) -> None:
    test = (
        "from rounds.grading.kinds import Trials\nfrom rounds.sim import *\n"
        "def build(load): return Scenario(load, Service(workers=3), (Fault(1, 2),), clients=1, horizon=4)\n"
        "Trials(build, [1], load=(18, 22)).play(Mine)\nNone"
    )
    (verdict,) = engine.run(piece(f"{IMPORT}class Mine(ClientPolicy):\n    {hook}", test)).verdicts
    assert verdict.points == 0
    assert what in verdict.message
    assert not verdict.flag


def test_an_object_of_this_process_is_taken_as_it_is() -> None:
    assert type(near(ClientPolicy)()) is ClientPolicy
