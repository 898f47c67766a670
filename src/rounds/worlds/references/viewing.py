"""What limits on viewing sessions cost at least, by trying everything that can matter."""

from collections.abc import Callable
from functools import cache

Session = tuple[int, int]


def least_lost(sessions: list[Session], streams: int, weight: Callable[[int, int], int] | None = None) -> int:
    """The least total weight of sessions that must go so that never more than `streams` play at once.

    A session is (start, end) in seconds, the end not included; without `weight` each weighs 1. In the order of their
    starts each is kept or lost; all that matters of the past is when what still plays will end.
    """
    order = sorted((start, end) for start, end in sessions if start < end)

    @cache
    def least(number: int, playing: tuple[int, ...]) -> int:
        if number == len(order):
            return 0
        start, end = order[number]
        playing = tuple(each for each in playing if each > start)
        lost = (weight(start, end) if weight else 1) + least(number + 1, playing)
        if len(playing) == streams:
            return lost
        return min(lost, least(number + 1, tuple(sorted((*playing, end)))))

    return least(0, ())
