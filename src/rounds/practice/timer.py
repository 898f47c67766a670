"""A timer of phases: a pitch has one, a practice interview several. It knows what time is left and shows nothing."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rounds.errors import RoundsError


@dataclass(frozen=True)
class Phase:
    """A part of what is timed, and the seconds that it may take."""

    name: str
    seconds: float


@dataclass(frozen=True)
class Reading:
    """What a timer shows at one moment; `left` is negative once the last phase is over its time, in seconds."""

    phase: Phase
    number: int
    left: float
    elapsed: float

    @property
    def words(self) -> str:
        """The time left as minutes and seconds, or by how much it is over."""
        return f"{clock(self.left)} left" if self.left >= 0 else f"{clock(-self.left)} over"


@dataclass
class Timer:
    """Runs, pauses, and tells at which phase one is; a phase that is over gives way to the next, but for the last.

    `now` is the clock, in seconds. Raises RoundsError for no phases, or one without time.
    """

    phases: Sequence[Phase]
    now: Callable[[], float] = time.monotonic
    _before: float = field(default=0.0, init=False)
    _since: float | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        if not self.phases or not all(phase.seconds > 0 for phase in self.phases):
            raise RoundsError("A timer needs at least one phase, and each phase some time.")

    @property
    def running(self) -> bool:
        """Whether time passes."""
        return self._since is not None

    @property
    def elapsed(self) -> float:
        """The seconds that it has run, pauses left out."""
        return self._before + (self.now() - self._since if self._since is not None else 0.0)

    def start(self) -> None:
        """Begin, or go on after a pause."""
        if self._since is None:
            self._since = self.now()

    def pause(self) -> None:
        """Hold the time."""
        self._before, self._since = self.elapsed, None

    def reset(self) -> None:
        """Back to the beginning, and wait there."""
        self._before, self._since = 0.0, None

    def read(self) -> Reading:
        """Where it stands now."""
        elapsed = left = self.elapsed
        for number, phase in enumerate(self.phases, 1):
            if left < phase.seconds or number == len(self.phases):
                return Reading(phase, number, phase.seconds - left, elapsed)
            left -= phase.seconds
        raise AssertionError("there is at least one phase")


def clock(seconds: float) -> str:
    """Seconds as they stand on a clock: 2:05."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
