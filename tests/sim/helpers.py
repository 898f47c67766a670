"""What the lab's tests share: the base scenario, a policy that writes down what it is asked, confidence intervals."""

from collections.abc import Callable
from math import inf, sqrt
from typing import Any

import numpy as np

from rounds.sim import Call, ClientPolicy, Demand, Fault, Load, Outcome, Scenario, Service

SEEDS = range(5)
T_99 = 2.756  # Student's t for a two-sided 99% interval with 29 degrees of freedom
BATCHES = 30


def storm(load: float = 80, *, horizon: float = 180.0, **changes: Any) -> Scenario:
    """The base scenario of the table of outcomes: a freeze of 10 s at t = 30 s."""
    return Scenario(load, faults=(Fault(30, 40),), warm_up=5.0, horizon=horizon, **changes)


def calm(service: float = 0.1, workers: int = 1000, load: float | Load = 20, **changes: Any) -> Scenario:
    """A scenario in which nobody waits: more workers than requests, constant service times."""
    settings = {"topology": Service(workers, Demand(service, "constant")), "horizon": 20.0, "timeout": 1.0}
    return Scenario(load, **settings | changes)


def requests_at(*times: float) -> Load:
    """One request at each of these times, and no others."""
    return Load(0, bursts=tuple((time, 1) for time in times))


def call(now: float = 0.0, attempt: int = 1, u: float = 0.5, elapsed: float = 0.0) -> Call:
    return Call(now, "service", attempt, elapsed, inf, 0, True, u)


OK = Outcome("ok", 0.1)
FAILED = Outcome("error", 0.1, "internal")


class Diary(ClientPolicy):
    """Writes down each hook's name and arguments in `pages` (shared), and answers as `answers` say.

    An answer is a value or a function of the hook's arguments.
    """

    def __init__(self, pages: list[Any], **answers: Any) -> None:
        self.pages = pages
        self.answers = {"before": True} | answers

    def _answer(self, hook: str, *told: Any) -> Any:
        self.pages.append((hook, *told))
        answer = self.answers.get(hook)
        return answer(*told) if callable(answer) else answer

    def before(self, call: Call) -> bool:
        return self._answer("before", call)

    def rejected(self, call: Call) -> float | None:
        return self._answer("rejected", call)

    def timeout(self, call: Call) -> float | None:
        return self._answer("timeout", call)

    def hedge(self, call: Call) -> float | None:
        return self._answer("hedge", call)

    def after(self, call: Call, outcome: Outcome) -> float | None:
        return self._answer("after", call, outcome)

    def fallback(self, call: Call) -> Any:
        return self._answer("fallback", call)


def diary(**answers: Any) -> tuple[list[Any], Callable[[], Diary]]:
    """The pages that all clients write to, and what makes their policies."""
    pages: list[Any] = []
    return pages, lambda: Diary(pages, **answers)


def interval(values: Any) -> tuple[float, float]:
    """The mean of equally long batches of a run and the half-width of its 99% interval.

    Batches must be long against the time in which the queue forgets, so that their means are nearly independent.
    """
    batches = np.array_split(np.asarray(values, dtype=float), BATCHES)
    means = np.array([batch.mean() for batch in batches])
    return float(means.mean()), T_99 * float(means.std(ddof=1)) / sqrt(BATCHES)


def assert_agrees(values: Any, expected: float, within: float) -> None:
    """The expected mean lies in the 99% interval, and the interval is narrow enough to have noticed an error.

    `within` is the largest half-width allowed, as a share of what is expected.
    """
    mean, half = interval(values)
    assert half < within * expected, f"± {half:.3g} around {mean:.4g} says nothing about {expected:.4g}"
    assert abs(mean - expected) < half, f"{mean:.4g} ± {half:.2g}, but {expected:.4g} was expected"
