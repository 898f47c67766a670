"""Concurrency limits beside the rules of Netflix's concurrency-limits: every limit follows from a list of samples."""

import pytest

from rounds.sim import View
from rounds.sim.policies import AIMD, ConcurrencyLimit, FixedLimit, Gradient2, Vegas, Windowed

Sample = tuple[float, int, bool, int]  # latency in seconds, how many were inside, lost or not, the limit afterwards


def play(limit: ConcurrencyLimit, samples: list[Sample]) -> None:
    for number, (rtt, inside, dropped, after) in enumerate(samples):
        limit.sample(rtt, inside, dropped)
        assert limit.limit == after, f"sample {number}"


ADDITIVE: list[Sample] = [  # from 20, between 10 and 23, late after 1 s
    (0.1, 10, False, 21),
    (0.1, 10, False, 21),  # less than half in use
    (0.1, 11, False, 22),
    (0.1, 22, False, 23),
    (0.1, 23, False, 23),
    (1.0, 23, False, 23),  # a second is not late
    (1.01, 23, False, 20),  # 20.7
    (0.1, 3, True, 18),  # lost, however few were inside
    (0.1, 18, True, 16),
    (0.1, 18, True, 14),
    (0.1, 18, True, 12),
    (0.1, 18, True, 10),
    (0.1, 18, True, 10),
    (0.0, 18, True, 10),  # shed at the door: no sample
    (0.1, 18, False, 11),
]

VEGAS: list[Sample] = [  # from 20: steps of log10(20) = 1
    (0.100, 20, False, 20),  # the shortest yet
    (0.100, 20, False, 26),  # no queue: six steps up
    (0.100, 12, False, 26),  # less than half in use
    (0.108, 26, False, 27),  # a queue of 26 x 0.074, in whole: 2
    (0.120, 27, False, 27),  # 27 / 6, in whole: 5, neither short nor long
    (0.140, 27, False, 26),  # 27 x 0.286, in whole: 8
    (0.120, 26, True, 25),  # lost
    (0.120, 1, True, 24),
    (0.050, 24, False, 24),  # a shorter one yet
    (0.100, 24, False, 23),  # half of the time is waiting now: a queue of 12
    (0.000, 24, True, 23),  # shed at the door: no sample
]

VEGAS_AT_100: list[Sample] = [  # steps of log10(100) = 2
    (0.1, 100, False, 100),
    (0.1, 100, False, 112),
    (0.2, 112, False, 110),
    (0.2, 112, True, 108),
]

GRADIENT: list[Sample] = [  # smoothing 1; the mean of the first ten samples is a plain one
    (0.1, 20, False, 24),  # gradient 1 and a queue of 4
    (0.1, 24, False, 28),
    (0.4, 28, False, 25),  # mean 0.2: 28 x 1.5 x 0.2 / 0.4 + 4
    (0.2, 12, False, 25),  # less than half in use
    (0.2, 25, True, 29),  # mean 0.2; losses are no part of it
    (2.0, 29, False, 18),  # mean 0.5: 1.5 x 0.5 / 2 is less than a half, which is the least; 18.5
    (2.0, 29, False, 13),  # 18.5 x 1.5 x 0.714 / 2 + 4 = 13.9
]


@pytest.mark.parametrize(
    ("limit", "samples"),
    [
        (AIMD(20, 10, 23, timeout=1.0), ADDITIVE),
        (Vegas(), VEGAS),
        (Vegas(initial=100), VEGAS_AT_100),
        (Vegas(), [(0.1, 20, False, 20), (0.104, 20, False, 26)]),  # one waits: as good as none
        (Gradient2(min_limit=1, smoothing=1.0), GRADIENT),
        (FixedLimit(7), [(0.1, 7, False, 7), (9.0, 7, True, 7)]),
    ],
    ids=["AIMD", "Vegas", "Vegas at 100", "Vegas with one in the queue", "Gradient2", "fixed"],
)
def test_a_limit_follows_its_list_of_samples(limit: ConcurrencyLimit, samples: list[Sample]) -> None:
    play(limit, samples)


@pytest.mark.parametrize("limit", [AIMD(), Vegas(), Gradient2(), FixedLimit(20)])
def test_a_limit_lets_in_while_fewer_are_inside(limit: ConcurrencyLimit) -> None:
    inside = [(0, 0), (10, 9), (19, 0), (10, 10), (0, 20), (30, 10)]
    assert [limit.admit(View(0.0, queue, busy, 0)) for queue, busy in inside] == [True, True, True, False, False, False]


def test_gradient2_moves_by_a_fifth_of_the_way_unless_told_otherwise() -> None:
    limit = Gradient2()
    limit.sample(0.1, 20, False)
    assert limit.limit == 20  # 20.8
    assert not limit.admit(View(0.0, 10, 10, 0))
    for _ in range(4):
        limit.sample(0.1, 20, False)
    assert limit.limit == 24  # five times 0.2 x 4


def test_gradient2_lets_a_mean_that_is_twice_the_present_come_down_quickly() -> None:
    limit = Gradient2()
    for rtt in (1.0, 1.0, 0.1):
        limit.sample(rtt, 20, False)
    assert limit.long == pytest.approx(0.7 * 0.95)
    limit.sample(0.5, 20, False)
    assert limit.long == pytest.approx(0.665 + (0.5 - 0.665) / 4)


def test_vegas_looks_for_a_new_shortest_latency_after_half_to_all_of_thirty_limits() -> None:
    limit = Vegas(initial=4, max_limit=4)
    limit.sample(0.1, 1, False)
    looks, since = [], 1  # in calm, when nothing else moves
    for n in range(2, 2000):
        limit.sample(0.1 + n / 1e6, 1, False)
        if limit.shortest == 0.1 + n / 1e6:
            looks.append(n - since + (since == 1))
            since = n
    assert len(looks) > 15
    assert all(60 <= samples <= 121 for samples in looks)
    assert len(set(looks)) > 10  # several servers do not look at the same time


def test_limits_that_clients_hold_learn_from_refusals_too() -> None:
    aimd, vegas, gradient = AIMD(min_limit=1), Vegas(), Gradient2()
    for limit in (aimd, vegas, gradient):
        limit.learn(0.0, 20, True)
    assert (aimd.limit, vegas.limit, gradient.limit) == (18, 19, 20)
    assert vegas.shortest == 0


class Inner(ConcurrencyLimit):
    def __init__(self) -> None:
        super().__init__(20)
        self.told: list[tuple[float, int, bool]] = []

    def learn(self, rtt: float, in_flight: int, dropped: bool) -> None:
        self.told.append((rtt, in_flight, dropped))


def test_a_windowed_limit_tells_its_inner_one_once_a_window() -> None:
    limit = Windowed(Inner(), seconds=1.0, samples=3)
    events = [  # when the last attempt knocked, latency, inside, lost; what the inner limit has been told by then
        (0.1, 0.2, 5, False, 0),
        (0.2, 0.4, 9, False, 0),
        (0.3, 0.6, 7, False, 1),  # three samples: the first window need not last
        (0.4, 0.1, 1, False, 1),
        (0.5, 0.1, 1, True, 1),
        (0.6, 0.4, 1, False, 1),
        (1.29, 0.2, 2, False, 1),
        (1.3, 0.2, 2, False, 2),  # a second later
        (5.0, 0.00009, 99, False, 2),  # too short to mean anything
        (5.0, 0.3, 3, False, 2),
        (5.0, 0.3, 3, False, 2),  # long enough, two samples
        (5.0, 0.3, 3, False, 3),
    ]
    for now, rtt, inside, dropped, told in events:
        limit.admit(View(now, 0, 1, 0))
        limit.sample(rtt, inside, dropped)
        assert len(limit.inner.told) == told, f"at {now} s"
    assert limit.inner.told == [
        (pytest.approx(0.4), 9, False),
        (pytest.approx(0.2), 2, True),
        (pytest.approx(0.3), 3, False),
    ]


def test_a_windowed_limit_is_as_large_as_its_inner_one() -> None:
    limit = Windowed(AIMD(min_limit=1), seconds=0.0, samples=1)
    assert limit.admit(View(0.0, 10, 9, 0))
    limit.sample(9.0, 20, False)
    assert limit.limit == 18
    assert not limit.admit(View(0.0, 10, 9, 0))
