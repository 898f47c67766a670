"""Trials draw the same conditions for every policy, play each run once, and say what a policy did wrong."""

import pytest

from rounds.grading.kinds import Trials, trials
from rounds.sim import ClientPolicy, Fault, NaiveRetry, NoRetry, Scenario, Service


def storm(load: float = 20.0, outage: float = 2.0) -> Scenario:
    return Scenario(load, Service(workers=3), (Fault(5, 5 + outage),), clients=2, horizon=20)


def made(**changes: tuple[float, float]) -> Trials:
    return Trials(storm, [11, 12, 13], **({"load": (18, 22), "outage": (1, 3)} | changes))


class Counted(NaiveRetry):
    instances = 0

    def __init__(self) -> None:
        super().__init__(3)
        Counted.instances += 1


def test_conditions_follow_from_the_seed_and_lie_in_their_bounds():
    first, again = made(), made()
    assert [trial.scenario for trial in first.trials] == [trial.scenario for trial in again.trials]
    assert len({trial.scenario.load for trial in first.trials}) == 3
    assert all(18 <= trial.scenario.load <= 22 for trial in first.trials)
    assert all(trial.conditions.startswith("load ") and "outage" in trial.conditions for trial in first.trials)


def test_every_policy_meets_the_same_requests():
    yours, none = made().play(Counted), made().play(NoRetry)
    assert [r.series["arrivals"].tolist() for r in yours] == [r.series["arrivals"].tolist() for r in none]


def test_a_run_is_played_once_however_many_cells_ask_for_it():
    made().play(Counted)
    before = Counted.instances
    made().play(Counted)
    assert Counted.instances == before


def test_only_so_many_results_are_kept():
    for _ in range(30):
        made().play(type("Fresh", (NoRetry,), {}))
    assert len(trials._played) <= trials._MOST_KEPT


def test_the_worst_trial_is_named_by_its_conditions():
    chosen = made()
    assert chosen.worst([1.0, 3.0, 2.0]) == (3.0, chosen.trials[1].conditions)


def test_a_policy_that_runs_away_is_stopped_and_told_how_much_it_sent(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(trials, "MOST_POLICY_CALLS", 300)
    with pytest.raises(AssertionError, match=r"Eager ran away: by then it had sent \d\.\d attempts for each request"):
        made().play(type("Eager", (NaiveRetry,), {}), "Eager")


class Silent(ClientPolicy):
    def before(self, call):
        pass


class Broken(ClientPolicy):
    def after(self, call, outcome):
        return call.missing


class Stub(ClientPolicy):
    def after(self, call, outcome):
        raise NotImplementedError("not done yet")


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        (Silent, r"before\(\) returned None: return True"),
        (Broken, "Broken raised AttributeError"),
        (Stub, "Stub is not done yet"),
    ],
)
def test_what_a_policy_wrongly_does_is_an_assertion_for_its_author(policy, message: str):
    with pytest.raises(AssertionError, match=message):
        made().play(policy, policy.__name__)
