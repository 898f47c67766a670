"""Which adaptive limits find out what a service can bear, on five seeds.

Margins are those of twelve seeds, whose standard deviations stand beside them; every run must keep to them.
"""

import pytest
from sim.helpers import SEEDS
from sim.scenarios.pictures import assert_readable

from rounds.sim.scenarios.adaptive_limits import ADAPTIVE_LIMITS
from rounds.sim.scenarios.overload_study import OverloadStudy


@pytest.fixture(scope="module")
def study() -> OverloadStudy:
    made = ADAPTIVE_LIMITS.compare(seeds=tuple(SEEDS))
    assert isinstance(made, OverloadStudy)
    return made


def goodput(study: OverloadStudy, name: str, load: float) -> list[float]:
    return [result.goodput() for result in study.comparisons[load].results[name]]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "load", "least", "most"),
    [
        ("vegas-windowed", 120, 96, 101),  # deviation 0.5
        ("vegas-windowed", 150, 98, 102),  # 0.5
        ("vegas-windowed", 300, 99, 102),  # 0.3
        ("vegas", 120, 77, 86),  # 1.3
        ("vegas", 150, 80, 90),  # 1.3
        ("vegas", 300, 86, 93),  # 1.1
        ("aimd", 120, 72, 91),  # 3.1
        ("aimd", 150, 56, 70),  # 2.1
        ("aimd", 300, 44, 49),  # 0.4
        ("aimd-half", 120, 98, 102),  # 0.5
        ("aimd-half", 150, 97, 103),  # 0.7
        ("aimd-half", 300, 94, 103),  # 1.3
        ("gradient2", 120, 0, 10),  # 1.6; at 150 it may be anything from 5 to 98
        ("gradient2", 300, 96, 102),  # 0.8
    ],
)
def test_what_each_limit_answers(study: OverloadStudy, name: str, load: float, least: float, most: float) -> None:
    for value in goodput(study, name, load):
        assert least <= value <= most


@pytest.mark.slow
def test_vegas_moved_by_single_attempts_refuses_requests_below_capacity(study: OverloadStudy) -> None:
    for load in (80, 90):
        for windowed, raw in zip(goodput(study, "vegas-windowed", load), goodput(study, "vegas", load), strict=True):
            assert windowed > 0.97 * load
            assert raw < 0.9 * load


@pytest.mark.slow
def test_windows_help_less_where_work_varies_as_in_an_exponential_distribution() -> None:
    # Twelve seeds: 68 to 96 at 120/s. With little variance all answered at least 97.7.
    study = ADAPTIVE_LIMITS.compare("vegas-windowed", seeds=tuple(SEEDS), sigma=0.83)
    assert isinstance(study, OverloadStudy)
    assert sorted(goodput(study, "vegas-windowed", 120))[2] < 95


@pytest.mark.slow
def test_the_picture_is_readable(study: OverloadStudy) -> None:
    assert_readable(study.plot(), *ADAPTIVE_LIMITS.policies, "capacity", "answers in time (1/s)")
