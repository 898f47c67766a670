"""What no policy can mean is refused when it is made, in one sentence that names the parameter and what it takes."""

from math import inf, nan
from typing import Any

import pytest

from rounds.errors import RoundsError
from rounds.sim import ClientPolicy
from rounds.sim import policies as p
from rounds.sim.admission import Admission

NUMBERS = [-1, nan, "1", None, True]
SHARES = [0, -0.1, 1.01, nan, "half", None]
COUNTS = [0, -1, 2.5, 3.0, "3", None, True, inf]
KINDS = ["shed", ["ok"], ["slow"]]

WRONG: list[tuple[Any, str, list[Any]]] = [
    *[
        (make, "retries", [-1, 0.5, None])
        for make in (p.FullJitter, p.EqualJitter, p.Exponential, p.DecorrelatedJitter)
    ],
    *[(make, name, NUMBERS) for make in (p.FullJitter, p.DecorrelatedJitter) for name in ("base", "cap")],
    (p.WithinDeadline, "need", NUMBERS),
    (p.RetryBudget, "ratio", NUMBERS),
    (p.RetryBudget, "size", NUMBERS),
    (p.WindowedBudget, "ratio", NUMBERS),
    (p.WindowedBudget, "min_per_second", NUMBERS),
    (p.WindowedBudget, "ttl", [0, *NUMBERS]),
    (p.RetryThrottle, "max_tokens", [0, *NUMBERS]),
    (p.RetryThrottle, "token_ratio", [0, *NUMBERS]),
    (p.RetryQuota, "tokens", [-1, 0.5]),
    (p.RetryQuota, "cost", COUNTS),
    (p.RetryQuota, "shed_cost", COUNTS),
    *[(p.CircuitBreaker, name, SHARES) for name in ("threshold", "slow_rate")],
    *[(p.CircuitBreaker, name, COUNTS) for name in ("window", "minimum", "probes")],
    (p.CircuitBreaker, "seconds", [0, 2.5, True]),
    (p.CircuitBreaker, "wait", NUMBERS),
    *[(p.CircuitBreaker, name, [0, *NUMBERS]) for name in ("slow_call", "half_open_wait")],
    (p.CircuitBreaker, "ignore", KINDS),
    *[(p.ConsecutiveBreaker, name, COUNTS) for name in ("fail_max", "success_threshold")],
    (p.ConsecutiveBreaker, "reset_timeout", NUMBERS),
    (p.ConsecutiveBreaker, "exclude", KINDS),
    (p.AdaptiveThrottle, "k", [0, *NUMBERS]),
    (p.AdaptiveThrottle, "window", [0, *NUMBERS]),
    (p.Bulkhead, "limit", COUNTS),
    (p.FixedLimit, "limit", COUNTS),
    *[(make, "initial", COUNTS) for make in (p.AIMD, p.Vegas, p.Gradient2)],
    *[(make, "min_limit", COUNTS) for make in (p.AIMD, p.Gradient2)],
    *[(make, "max_limit", [19, *COUNTS]) for make in (p.AIMD, p.Gradient2)],
    (p.Vegas, "max_limit", COUNTS),
    (p.AIMD, "backoff", SHARES),
    (p.AIMD, "timeout", [0, *NUMBERS]),
    *[(make, "smoothing", SHARES) for make in (p.Vegas, p.Gradient2)],
    (p.Gradient2, "tolerance", [0.9, *NUMBERS]),
    (p.PriorityShedding, "limit", COUNTS),
    (p.PriorityShedding, "shares", [(), (0.5, 1.0), (2.0, 1.0), (1.0, 0.0)]),
    (p.QuantileHedge, "extra", SHARES),
    (p.QuantileHedge, "size", [0.5, *NUMBERS]),
    *[(p.QuantileHedge, name, COUNTS) for name in ("window", "minimum")],
]


@pytest.mark.parametrize(
    ("make", "name", "value"), [(make, name, value) for make, name, values in WRONG for value in values]
)
def test_a_wrong_parameter_is_refused_by_its_name(make: Any, name: str, value: Any) -> None:
    with pytest.raises(RoundsError, match=rf"^{name} is .*: give [^.]*(\.\d+)?[^.]*\.$"):
        make(**{name: value})


def test_what_has_to_be_given_is_checked_too() -> None:
    for value in NUMBERS:
        with pytest.raises(RoundsError, match=r"^delay is "):
            p.Hedge(value)
        with pytest.raises(RoundsError, match=r"^seconds is "):
            p.Windowed(p.Vegas(), seconds=value)
    with pytest.raises(RoundsError, match=r"^samples is 0"):
        p.Windowed(p.Vegas(), samples=0)
    with pytest.raises(RoundsError, match=r"^value is None"):
        p.Fallback(None)
    with pytest.raises(RoundsError, match=r"^make is 3"):
        p.PerTarget(3)  # type: ignore[arg-type]


GUARDS = [each for each in vars(p).values() if isinstance(each, type) and issubclass(each, p.Guard)]


@pytest.mark.parametrize("make", [each for each in GUARDS if each not in (p.Hedge, p.Fallback)])
def test_a_class_where_a_policy_belongs_is_refused(make: Any) -> None:
    with pytest.raises(RoundsError, match=r"retry is the class FullJitter: give an object, FullJitter\(...\)"):
        make(retry=p.FullJitter)


def test_a_class_is_refused_wherever_an_object_belongs() -> None:
    for make in (
        lambda: p.Hedge(1, p.FullJitter),  # type: ignore[arg-type]
        lambda: p.Fallback(1, p.FullJitter),  # type: ignore[arg-type]
        lambda: p.Windowed(p.Vegas),  # type: ignore[arg-type]
        lambda: p.PriorityShedding(p.Vegas),  # type: ignore[arg-type]
    ):
        with pytest.raises(RoundsError, match="is the class"):
            make()


def test_without_bounds_is_a_bound_too() -> None:
    p.FullJitter(cap=inf)
    p.RetryBudget(size=inf)
    p.CircuitBreaker(wait=inf, slow_call=inf)
    p.AIMD(timeout=inf)


def test_every_public_name_is_a_policy_an_admission_or_a_guard_and_says_what_it_does() -> None:
    for name in p.__all__:
        each = getattr(p, name)
        assert issubclass(each, (ClientPolicy, Admission))
        assert len(each.__doc__ or "") > 20
    assert sorted(p.__all__) == list(p.__all__)
