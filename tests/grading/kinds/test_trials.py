"""Trials draw the same conditions for every policy, play each run once, and say what a policy did wrong."""

import gc
import weakref

import pytest

from rounds.grading.kinds import Trials, trials
from rounds.grading.kinds.once import MOST_KEPT
from rounds.sim import Admission, ClientPolicy, Fault, NaiveRetry, NoRetry, Scenario, Service, Variant


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
    fresh = []
    for _ in range(30):
        policy = type("Fresh", (NoRetry,), {})
        runs = len(made().play(policy))
        fresh.append(weakref.ref(policy))
    del policy
    gc.collect()
    kept = sum(policy() is not None for policy in fresh)
    assert 0 < kept <= -(-MOST_KEPT // runs) < 30


def test_the_worst_trial_is_named_by_its_conditions():
    chosen = made()
    assert chosen.worst([1.0, 3.0, 2.0]) == (3.0, chosen.trials[1].conditions)


def test_a_policy_that_runs_away_is_stopped_and_told_how_much_it_sent(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(trials, "MOST_POLICY_CALLS", 300)
    with pytest.raises(AssertionError, match=r"Eager ran away: by then it had sent \d\.\d attempts for each request"):
        made().play(type("Eager", (NaiveRetry,), {}), "Eager")


class Few(Admission):
    def admit(self, view):
        return view.in_flight + view.queue < 4


def at_the_door(door) -> Variant:
    return Variant(change=lambda scenario: scenario.but(topology=Service(workers=3, admission=door)))


def at_both(policy, door) -> Variant:
    return Variant(policy, at_the_door(door).change)


def test_a_policy_stands_where_its_place_says():
    open_door, few = made().play(NoRetry), made().play(Few, "Few", at_the_door)
    assert all(r.totals["shed"] == 0 for r in open_door)
    assert all(r.totals["shed"] > 0 for r in few)
    assert max(r.series["queue"].max() for r in few) <= 4 < max(r.series["queue"].max() for r in open_door)


def test_several_policies_of_one_answer_are_placed_together():
    one, both = made().play(Few, "Few", at_the_door), made().play((NaiveRetry, Few), "yours", at_both)
    assert sum(r.totals["attempts"] for r in both) > sum(r.totals["attempts"] for r in one)
    assert all(r.totals["shed"] > 0 for r in both)


def test_an_admission_that_is_asked_too_often_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(trials, "MOST_POLICY_CALLS", 100)
    with pytest.raises(AssertionError, match="the admission of service was called 100 times"):
        made().play(type("Fresh", (Few,), {}), "Fresh", at_the_door)


def test_an_admission_that_decides_nothing_is_told_so():
    with pytest.raises(AssertionError, match=r"admit\(\) returned None: return True to let"):
        made().play(type("Mute", (Admission,), {"admit": lambda self, view: None}), "Mute", at_the_door)


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
