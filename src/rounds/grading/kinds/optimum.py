"""OPT: choices on hidden instances against the exact optimum."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from rounds.grading.kinds.calls import outcome_of
from rounds.grading.kinds.regret import Played, Regrets
from rounds.grading.kinds.text import show

Instance = TypeVar("Instance")


@dataclass
class Choices(Regrets):
    """The played instances, and what was wrong with the illegal choices."""

    faults: list[str] = field(default_factory=list)

    def valid(self) -> None:
        """Passes when every choice was legal. Pair it with a threshold: doing nothing is often legal."""
        if self.faults:
            raise AssertionError(
                f"{len(self.faults)} of {len(self.played)} choices break a rule. One: {self.faults[0]}"
            )


@dataclass(frozen=True, kw_only=True)
class Problem(Generic[Instance]):
    """What makes a choice legal and good: `value` of it, `best` attainable, `baseline` of the lazy choice.

    `fault(instance, choice)` says in words what is wrong with an illegal choice, or returns None or "". With
    `costs=True` less is better. Values are exact: the best is computed by the hidden test, never estimated.
    """

    value: Callable[[Instance, Any], float]
    best: Callable[[Instance], float]
    baseline: Callable[[Instance], float] | None = None
    fault: Callable[[Instance, Any], str | None] | None = None
    costs: bool = False

    def play(self, instances: Iterable[Instance], choose: Callable[[Instance], Any]) -> Choices:
        """Plays every instance; an illegal choice is worth the baseline, and is told by `Choices.valid`.

        `choose` is usually a line of the hidden test that calls the learner's function and takes its answer as plain
        data: `lambda events: plain(pick(events), list[str], "pick(events)")`. An answer of the wrong type, or an
        exception, is an AssertionError at once.
        """
        choices, sign = Choices(), -1 if self.costs else 1
        for number, instance in enumerate(instances, 1):
            choice = outcome_of(choose, instance, name="Your function")
            best = sign * self.best(instance)
            lazy = sign * self.baseline(instance) if self.baseline else best
            fault = self.fault(instance, choice) if self.fault else ""
            if fault:
                if not self.baseline:
                    raise AssertionError(f"Instance {number}: {show(choice)} is not allowed: {fault}.")
                choices.faults.append(f"{show(choice)} is not allowed: {fault}.")
            value = lazy if fault else sign * self.value(instance, choice)
            choices.add(Played(value, best, lazy))
        return choices
