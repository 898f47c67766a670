import pytest

from rounds.errors import RoundsError
from rounds.practice.timer import Phase, Timer, clock


class Hands:
    """A clock whose hands a test moves."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hands() -> Hands:
    return Hands()


def test_time_passes_only_while_it_runs(hands):
    timer = Timer([Phase("pitch", 150)], hands)
    hands.at += 10
    assert (timer.read().elapsed, timer.running) == (0, False)
    timer.start()
    hands.at += 10
    timer.start()  # a second press on Start changes nothing
    hands.at += 5
    timer.pause()
    hands.at += 60
    assert (timer.read().elapsed, timer.read().left) == (15, 135)
    timer.start()
    hands.at += 20
    assert (timer.read().left, timer.running) == (115, True)
    timer.reset()
    assert (timer.read().left, timer.running) == (150, False)


def test_a_phase_that_is_over_gives_way_and_the_last_runs_over(hands):
    timer = Timer([Phase("clarify", 60), Phase("design", 120)], hands)
    timer.start()
    seen = []
    for seconds in (0, 59.5, 0.5, 119, 1, 65):
        hands.at += seconds
        reading = timer.read()
        seen.append((reading.number, reading.phase.name, reading.words))
    assert seen == [
        (1, "clarify", "1:00 left"),
        (1, "clarify", "0:00 left"),
        (2, "design", "2:00 left"),
        (2, "design", "0:01 left"),
        (2, "design", "0:00 left"),
        (2, "design", "1:05 over"),
    ]


@pytest.mark.parametrize("phases", [[], [Phase("pitch", 0)], [Phase("pitch", 10), Phase("questions", -1)]])
def test_a_timer_without_time_is_refused(phases):
    with pytest.raises(RoundsError, match="at least one phase"):
        Timer(phases)


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (9.6, "0:10"), (59.6, "1:00"), (125, "2:05"), (3600, "60:00")]
)
def test_seconds_as_on_a_clock(seconds, shown):
    assert clock(seconds) == shown
