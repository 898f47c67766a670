"""SIM: a learner's policy in the failure lab, on hidden seeds and perturbed conditions."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from rounds.grading.kinds.calls import outcome_of
from rounds.grading.kinds.hooks import near
from rounds.grading.kinds.once import once
from rounds.sim import PolicyError, Result, Scenario, Variant, run

MOST_POLICY_CALLS = 20_000  # of one run: each costs a journey to the learner's process

Place = Callable[..., Variant]


@dataclass(frozen=True)
class Trial:
    """One run to come: its scenario and seed, and its conditions in words."""

    scenario: Scenario
    seed: int
    conditions: str


class Trials:
    """The same scenario under conditions that are drawn anew for each seed.

    `build(**conditions)` makes the scenario; each condition is drawn uniformly from its (low, high). Every policy that
    is played meets the same conditions and the same random numbers, so compare a learner's with a baseline's run by
    run. A run is played once for each policy, however many test cells ask for it.

    A policy is the users' clients', unless `place(policy)` says where it stands: it gives a `Variant`, whose change
    puts it into a dependency or at a service's door. Where a learner writes several, give a tuple: `place` gets all.
    """

    def __init__(self, build: Callable[..., Scenario], seeds: Iterable[int], **conditions: tuple[float, float]) -> None:
        self.trials = [_draw(build, seed, conditions) for seed in seeds]

    def play(
        self, policy: Callable[[], Any] | tuple[Any, ...], name: str = "your policy", place: Place = Variant
    ) -> list[Result]:
        """The results of a policy in all trials.

        An AssertionError tells what the policy raised or wrongly returned, or that it sent so much that a run was
        stopped.
        """
        policies = policy if type(policy) is tuple else (policy,)
        return [self._play(trial, policies, name, place) for trial in self.trials]

    def _play(self, trial: Trial, policies: tuple[Any, ...], name: str, place: Place) -> Result:
        result: Result = outcome_of(_run, policies, trial, place, name=name)
        assert not result.stopped, (
            f"{name} ran away: by then it had sent {result.load_factor():.1f} attempts for each request. "
            f"{result.stopped} ({trial.conditions})"
        )
        return result

    def worst(self, figures: Iterable[float]) -> tuple[float, str]:
        """The largest of one figure a trial, and the conditions of that trial in words."""
        figure, trial = max(zip(figures, self.trials, strict=True), key=lambda pair: pair[0])
        return figure, trial.conditions


@once
def _run(policies: tuple[Any, ...], trial: Trial, place: Place) -> Result:
    variant = place(*map(near, policies))
    try:
        scenario = variant.change(trial.scenario)
        return run(scenario, variant.policy, trial.seed, most_policy_calls=MOST_POLICY_CALLS)
    except PolicyError as error:
        raise AssertionError(str(error)) from None


def _draw(build: Callable[..., Scenario], seed: int, conditions: dict[str, tuple[float, float]]) -> Trial:
    rng = random.Random(seed)
    drawn = {name: rng.uniform(low, high) for name, (low, high) in conditions.items()}
    return Trial(build(**drawn), seed, ", ".join(f"{name} {value:.1f}" for name, value in drawn.items()))
