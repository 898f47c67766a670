"""TEST: a learner's tests against correct and buggy implementations that they can neither read nor recognise."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rounds.grading.kinds.calls import NOT_DONE, Raised, attempt, exporting
from rounds.grading.kinds.errors import AuthoringError
from rounds.grading.kinds.subject import Behaviour, Implementation, Run
from rounds.grading.kinds.text import show

_LOG = 6  # calls of a failing run that a message shows


@dataclass(frozen=True, kw_only=True)
class Suite:
    """Judges tests: every correct implementation must pass them, every buggy one must fail at least one.

    `correct` are functions, or classes whose methods `operations` the tests may call; `buggy` maps what shows the
    bug, in words that continue "One bug still hides: ", to an implementation, the easiest to catch first. `name` is
    the learner's name for the argument. At most `budget` tests, each of at most `calls` calls.
    """

    name: str
    correct: Sequence[Any]
    buggy: Mapping[str, Any]
    seed: int | str
    operations: tuple[str, ...] = ()
    budget: int = 12
    calls: int = 60

    def run(self, tests: object) -> "Kills":
        """Runs every test on a fresh copy of every implementation, in an order of its own per test.

        `tests` is the learner's list of functions of one argument, or a dict from names to them. A test rejects an
        implementation by raising anything.
        """
        named = self._named(tests)
        if not self.correct or not self.buggy:
            raise AuthoringError("A Suite needs correct and buggy implementations.")
        kills = Kills(hiding=list(self.buggy), bugs=len(self.buggy), tests=len(named))
        for number, (label, test) in enumerate(named.items()):
            caught, problem = self._against_all(test, label, random.Random(f"{self.seed}:{number}"))
            if problem:
                kills.problems.append(problem)
            else:
                kills.hiding = [bug for bug in kills.hiding if bug not in caught]
        return kills

    def _against_all(self, test: Callable[[Any], Any], label: str, rng: random.Random) -> tuple[set[str], str]:
        order = [*(("", implementation) for implementation in self.correct), *self.buggy.items()]
        rng.shuffle(order)
        kind = exporting(Implementation, self.operations)
        behaviour, caught, problem = Behaviour(), set(), ""
        for bug, target in order:
            run = Run(behaviour, self.calls)
            raised = self._one(test, kind(run, target, self.name), run)
            if not run.repeatable:
                return set(), f"{label} {_UNREPEATABLE}"
            if raised and bug:
                caught.add(bug)
            elif raised:
                problem = problem or self._false_alarm(label, run, raised)
        return caught, problem

    def _one(self, test: Callable[[Any], Any], implementation: Implementation, run: Run) -> Raised | None:
        _, raised = attempt(test, implementation)
        if run.fault:
            raise run.fault
        # A test that a bug sends round in circles has found it, even if it swallows our refusal.
        if run.over_budget and raised is None:
            raised = Raised(("RuntimeError",), f"more than {self.calls} calls in one test")
        run.did("rejects" if raised else "accepts")
        run.open = False
        return raised

    def _false_alarm(self, label: str, run: Run, raised: Raised) -> str:
        if raised.names[0] == "NotImplementedError" and not run.calls:
            return f"{label} {NOT_DONE}"
        if run.over_budget:
            return f"{label} makes more than {self.calls} calls to {self.name}: one test should need fewer."
        calls = ["…"] * (len(run.log) > _LOG) + run.log[-_LOG:] or [f"{self.name} was never called"]
        return "\n  ".join([f"{label} rejects a correct implementation ({raised}). What it had seen:", *calls])

    def _named(self, tests: object) -> dict[str, Callable[[Any], Any]]:
        if type(tests) is dict:
            named = {f"The test {show(name)}": test for name, test in tests.items()}
        elif type(tests) in (list, tuple):
            named = {f"Test {i} of {len(tests)}": test for i, test in enumerate(tests, 1)}  # type: ignore[arg-type,var-annotated]
        else:
            raise AssertionError(f"Your tests are {show(tests)}; expected a list of functions, each of one argument.")
        if not named:
            raise AssertionError("There is no test yet: every bug goes through.")
        if len(named) > self.budget:
            raise AssertionError(f"{len(named)} tests; the budget is {self.budget}. Which two find the same bug?")
        if odd := [label for label, test in named.items() if not callable(test)]:
            raise AssertionError(f"{odd[0]} is not a function.")
        return named


_UNREPEATABLE = (
    "did two different things after the same answers. A test must depend on the implementation alone: keep no state"
    " between runs, and seed its random numbers."
)


@dataclass
class Kills:
    """What the tests of one learner catch; a test with a problem catches nothing."""

    hiding: list[str]
    bugs: int
    tests: int
    problems: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of the bugs that a sound test rejects."""
        return 1 - len(self.hiding) / self.bugs

    def accepts(self, catching: float = 0.5) -> None:
        """Passes when no test rejects a correct implementation, and the tests catch a share `catching` of the bugs.

        Without the second half, tests that check nothing would earn the points.
        """
        if self.problems:
            more = f"\n(and {len(self.problems) - 1} more tests with a problem)" if len(self.problems) > 1 else ""
            raise AssertionError(self.problems[0] + more)
        if self.share < catching:
            raise AssertionError(f"No false alarm, but that is easy for tests that let bugs through. {self.says}")

    def rejects(self) -> None:
        """Passes when every bug is caught."""
        if self.hiding:
            raise AssertionError(self.says)

    @property
    def says(self) -> str:
        """How many bugs hide, and by what one of them shows: one at a time, the easiest first."""
        void = f" ({len(self.problems)} of your tests count for nothing: see the other check.)" if self.problems else ""
        if not self.hiding:
            return f"All {self.bugs} bugs are caught, with {self.tests} tests.{void}"
        if len(self.hiding) == self.bugs:
            return f"None of {self.bugs} bugs is caught. One of them: {self.hiding[0]}.{void}"
        rest = "One bug still hides" if len(self.hiding) == 1 else f"{len(self.hiding)} bugs still hide. One of them"
        return f"{self.bugs - len(self.hiding)} of {self.bugs} bugs are caught. {rest}: {self.hiding[0]}.{void}"
