"""A policy driven by hand: its answers come back plain, and what is wrong with them is said."""

import pytest

from rounds.grading.kinds import Script
from rounds.sim import ClientPolicy, NaiveRetry
from rounds.sim.policies import CircuitBreaker


def test_the_answers_of_a_policy_are_plain_data() -> None:
    script = Script(NaiveRetry, retries=2)
    assert script.sends(1.0) is True
    assert [script.hears(1.0, "timeout", attempt=attempt) for attempt in (1, 2, 3)] == [0.0, 0.0, None]


def test_a_policy_remembers_from_event_to_event() -> None:
    script = Script(CircuitBreaker, window=2, minimum=2, wait=5.0)
    for now in (0.0, 1.0):
        assert script.sends(now)
        script.hears(now, "error", latency=0.0)
    assert [script.sends(now) for now in (2.0, 5.9, 6.1)] == [False, False, True]


class Wrong(ClientPolicy):
    def before(self, call):
        return None

    def after(self, call, outcome):
        return "soon" if outcome.ok else 1 / 0


@pytest.mark.parametrize(
    ("play", "message"),
    [
        (lambda script: script.sends(1.0), "before"),
        (lambda script: script.hears(1.0, "ok"), "after"),
        (lambda script: script.hears(1.0, "error"), "ZeroDivisionError"),
    ],
)
def test_a_wrong_answer_or_an_exception_is_an_assertion_that_names_it(play, message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        play(Script(Wrong))
