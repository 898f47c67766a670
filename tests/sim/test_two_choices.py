"""The power of two choices: a fleet of the lab against the supermarket model, by 99% intervals from batch means."""

from functools import cache
from math import inf

import numpy as np
import pytest
from sim.helpers import assert_agrees

from rounds.sim import Admission, Call, ClientPolicy, Demand, Fleet, Outcome, Scenario, Service, View, run, theory

INSTANCES = 100  # the model is the limit of many


@cache
def fleet(load: float, routing: str) -> tuple[np.ndarray, np.ndarray]:
    """Sojourn times in seconds, and how many an attempt found where it went, in the order of arrival.

    Each instance serves one attempt in a second, on average; the first tenth is left out.
    """
    notes: list[tuple[float, float]] = []
    found: list[int] = []

    class Log(ClientPolicy):
        def after(self, call: Call, outcome: Outcome) -> None:
            notes.append((call.now - outcome.latency, outcome.latency))

    class Watch(Admission):
        def admit(self, view: View) -> bool:
            found.append(view.queue + view.in_flight)
            return True

    service = Service(1, Demand(1.0), admission=Watch)
    scenario = Scenario(
        load * INSTANCES,
        Fleet(service, INSTANCES, routing),  # type: ignore[arg-type]
        timeout=inf,
        horizon=1000.0,
        clients=1,
    )
    run(scenario, Log, seed=4)
    sojourn = np.array([latency for _, latency in sorted(notes)])
    first = len(sojourn) // 10
    return sojourn[first:], np.array(found)[first:]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("load", "routing", "choices"), [(0.7, "two-choices", 2), (0.9, "two-choices", 2), (0.7, "random", 1)]
)
def test_mean_sojourn_is_that_of_the_supermarket_model(load: float, routing: str, choices: int) -> None:
    sojourn, _ = fleet(load, routing)
    assert_agrees(sojourn, theory.supermarket_mean_sojourn(load, choices), within=0.06)


@pytest.mark.slow
@pytest.mark.parametrize("length", [1, 2, 3])
def test_how_many_an_attempt_finds_is_the_square_of_the_models_tail(length: int) -> None:
    """The less loaded of two has k or more if both have."""
    _, found = fleet(0.9, "two-choices")
    assert_agrees(found >= length, theory.supermarket_tail(0.9, 2, length) ** 2, within=0.2)
