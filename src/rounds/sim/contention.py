"""Clients that contend for one row under optimistic concurrency control, and what waiting between tries does for them.

Each client reads the row's version, writes, and has its write refused if another's came in between; then it waits as
its backoff says and reads again, until it has written once. Messages travel for |Normal(delay, spread)| seconds each
way; the row itself takes no time. A refusal means that somebody else's write went well, so nobody is refused more often
than there are others: N clients send at most N (N + 1) / 2 writes, however they wait.

The model is that of "Exponential Backoff and Jitter", AWS Architecture Blog (2015), and of its simulator, which counts
in milliseconds: here, as everywhere in the lab, times are in seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, isfinite, pi
from typing import Any, NamedTuple

import numpy as np

from rounds.errors import RoundsError
from rounds.sim.clock import Alarm, Clock
from rounds.sim.draws import BITS, MASK, Floats, Purpose, Stream, Streams, uniforms

_KEPT = 4 << BITS  # clients whose numbers are kept: four blocks


class Refusal(NamedTuple):
    """What a client knows when its write was refused, as its backoff sees it. Times are in seconds.

    failures: refused writes of this client so far, 1 for the first.
    previous: its last wait; `base` before the first.
    base, cap: the shortest step and the longest wait, as the contention has them.
    u: a uniform random number in [0, 1), drawn for this client and this failure.
    """

    failures: int
    previous: float
    base: float
    cap: float
    u: float


Backoff = Callable[[Refusal], float]
"""Seconds to wait after a refusal."""


@dataclass(frozen=True)
class Contention:
    """So many clients that each write the row once, all from time 0; times in seconds.

    `delay` and `spread` are the mean and the standard deviation of a message's way; `trials` is how often all of it is
    repeated with other luck.
    """

    clients: int = 100
    base: float = 0.005
    cap: float = 2.0
    delay: float = 0.010
    spread: float = 0.002
    trials: int = 20

    def __post_init__(self) -> None:
        for name in ("clients", "trials"):
            value = getattr(self, name)
            if not (isinstance(value, int) and value >= 1):
                raise RoundsError(f"{name} is {value}: give a whole number, 1 or more.")
        for name in ("base", "cap", "delay", "spread"):
            value = getattr(self, name)
            if not (isfinite(value) and value >= 0):
                raise RoundsError(f"{name} is {value}: give seconds, 0 or more.")


class Trial(NamedTuple):
    """What came of one trial: seconds until the last client knew it had written, and how many writes were sent."""

    time: float
    calls: int


class _Ways(dict[int, Stream[float]]):
    """How many seconds messages travel, by try and client: for each try the sum of some of its four messages."""

    def __init__(self, contention: Contention, seed: int, messages: tuple[int, ...]) -> None:
        super().__init__()
        self._contention, self._seed, self._messages = contention, seed, messages

    def __missing__(self, number: int) -> Stream[float]:
        def total(first: int, count: int) -> Floats:
            ways = [self._way(4 * number + message, first, count) for message in self._messages]
            return np.asarray(np.sum(ways, axis=0))

        stream = self[number] = Stream[float](total)
        return stream

    def _way(self, address: int, first: int, count: int) -> Floats:
        """|Normal(delay, spread)|, by Box and Muller."""
        radius = np.sqrt(-2 * np.log1p(-uniforms(self._seed, Purpose.HOP, address, first, count)))
        angle = 2 * pi * uniforms(self._seed, Purpose.HOP_ANGLE, address, first, count)
        return np.asarray(np.abs(self._contention.delay + self._contention.spread * radius * np.cos(angle)))


class _Luck:
    """What chance decides, by try and client: the messages' ways, and a number for each wait."""

    def __init__(self, contention: Contention, seed: int) -> None:
        self.there = _Ways(contention, seed, (0,))
        self.back_and_there = _Ways(contention, seed, (1, 2))  # nothing happens between: one sum will do
        self.back = _Ways(contention, seed, (3,))
        self.waits = Streams(seed, Purpose.AFTER)
        self._first = 0

    def forget_before(self, number: int) -> None:
        """Lets go of what earlier clients drew, every few blocks: all tries of all trials would be too much to keep."""
        if number - self._first >= _KEPT:
            self._first = number
            for numbers in (self.there, self.back_and_there, self.back, self.waits):
                numbers.clear()


class _Row:
    """The row, its clock, and what all clients of a trial have in common."""

    def __init__(self, contention: Contention, backoff: Backoff, luck: _Luck) -> None:
        self.clock = Clock()
        self.base, self.cap, self.backoff, self.luck = contention.base, contention.cap, backoff, luck
        self.version = self.calls = 0
        self.finished = 0.0


class _Client:
    """One client; its alarm rings when its next message reaches the row."""

    __slots__ = ("_block", "_place", "_previous", "_row", "_seen", "_try")

    def __init__(self, row: _Row, number: int) -> None:
        self._row, self._block, self._place = row, number >> BITS, number & MASK
        self._try, self._previous = 0, row.base
        self._seen: int | None = None
        Alarm(row.clock, self._reach).set(row.luck.there[0][self._block][self._place])

    def _reach(self, alarm: Alarm, now: float) -> None:
        """A read notes the version; a write goes well if it is still that one."""
        row, number, block, place = self._row, self._try, self._block, self._place
        if self._seen is None:
            self._seen = row.version
            alarm.set(now + row.luck.back_and_there[number][block][place])
            return
        row.calls += 1
        told = now + row.luck.back[number][block][place]
        if self._seen == row.version:
            row.version += 1
            row.finished = max(row.finished, told)
            return
        self._seen = None
        number = self._try = number + 1
        u = row.luck.waits[number][block][place]
        wait = self._previous = _seconds(row.backoff(Refusal(number, self._previous, row.base, row.cap, u)))
        alarm.set(told + wait + row.luck.there[number][block][place])


def _seconds(wait: Any) -> float:
    if isinstance(wait, (float, int)) and 0 <= wait < inf:
        return wait
    raise RoundsError(f"The backoff returned {wait!r}: return seconds, 0 or more.")


def contend(contention: Contention, backoff: Backoff, seed: int = 0) -> list[Trial]:
    """Plays all trials with clients that wait as `backoff` says.

    A message's way and a client's luck have addresses (seed, try, trial and client), so every backoff meets the same.
    """
    luck = _Luck(contention, seed)
    trials = []
    for trial in range(contention.trials):
        first = trial * contention.clients
        luck.forget_before(first)
        row = _Row(contention, backoff, luck)
        for number in range(first, first + contention.clients):
            _Client(row, number)
        row.clock.play()
        trials.append(Trial(row.finished, row.calls))
    return trials
