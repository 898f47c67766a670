"""Titles for `bitrate-plan`: what segments weigh on each rung, what the line delivers, and a player for plans.

A segment is `SEGMENT_S` seconds of play. Sizes are whole megabits, `line` is what the line delivers in each second
(nothing after its end), quality is whole points. Segments download in order, one at a time, and play begins at
the second `startup`. A plan names a rung for each segment. Its worth is the linear one of Yin and others, "A
Control-Theoretic Approach for Dynamic Adaptive Video Streaming over HTTP" (SIGCOMM 2015), without stalls: the quality
of its segments less `switch` times each change of quality.
"""

import random
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

SEGMENT_S = 4

Plan = list[int]


class Playout(NamedTuple):
    """A title over a line, as the arguments of `plan`: megabits, points, points, megabits a second, seconds."""

    sizes: list[list[int]]
    quality: list[int]
    switch: int
    line: list[int]
    startup: int


# Where the price of a change decides: down to what alone arrives, up from it, and a first segment that pays nothing.
PRICED = (
    Playout([[1, 1, 1], [1, 50, 50]], [4, 5, 9], 2, [9] * 9, 1),
    Playout([[1, 50, 50], [1, 1, 1]], [4, 5, 9], 2, [9] * 9, 1),
    Playout([[1, 1]], [3, 9], 2, [9], 1),
)


def drawn_playout(seed: int | str, segments: int = 30, rungs: int = 4) -> Playout:
    """A title of scenes, light and heavy, over a line with dips; the lowest rung plays without a stall."""
    rng = random.Random(f"playout {seed}")
    while True:
        sizes: list[list[int]] = []
        while len(sizes) < segments:
            weight = rng.uniform(0.6, 1.7)
            scene = [[max(1, round(base * weight)) for base in (2, 5, 9, 15)[:rungs]] for _ in range(rng.randint(2, 5))]
            sizes += scene
        line: list[int] = []
        while len(line) < SEGMENT_S * (segments + 4):
            line += [rng.randint(2, 5)] * rng.randint(6, 20) + [rng.randint(0, 1)] * rng.randint(3, 12)
        playout = Playout(sizes[:segments], [1, 4, 6, 7][:rungs], rng.choice((1, 1, 2)), line, rng.randint(5, 9))
        if stalled_at([0] * segments, playout, room=4) is None:
            return playout


def small_playout(rng: random.Random, size: int) -> Playout:
    """A playout that one can follow by hand, of up to `size` / 2 segments; often there is just one plan, or none."""
    segments, rungs = rng.randint(1, max(1, size // 2)), rng.randint(1, 3)
    return Playout(
        [[rng.randint(1, 8) for _ in range(rungs)] for _ in range(segments)],
        [rng.randint(0, 6) for _ in range(rungs)],
        rng.randint(0, 2),
        [rng.choice((0, 1, 1, 2, 3)) for _ in range(SEGMENT_S * segments + rng.randint(0, 6))],
        rng.randint(1, 6),
    )


def is_playout(sizes: list[list[int]], quality: list[int], switch: int, line: list[int], startup: int) -> bool:
    """Whether these are whole numbers as the exercise promises them: as many sizes as rungs, none below 1."""
    whole = [*quality, switch, *line, startup]
    fits = all(len(segment) == len(quality) and min(segment, default=0) >= 1 for segment in sizes)
    return bool(quality) and fits and min(whole) >= 0


def plan_worth(plan: Sequence[int], quality: Sequence[int], switch: int) -> int:
    """The points of a plan: the quality of its segments less the price of its switches."""
    shown = [quality[rung] for rung in plan]
    return sum(shown) - switch * sum(abs(after - before) for before, after in pairwise(shown))


@dataclass(frozen=True)
class Playback:
    """What a player did: the segment that was not there in time, or None, and the seconds it held at each second."""

    stalled: int | None
    held: list[int]


def play_back(plan: Sequence[int], playout: Playout, room: int | None = None) -> Playback:
    """Plays second by second up to the first stall; the buffer holds `room` segments, the playing one among them.

    A segment that has begun to download has its place, so the next one waits until one has been played to its end.
    """
    left = [segment[rung] for segment, rung in zip(playout.sizes, plan, strict=True)]
    here, held = 0, list[int]()
    for now in range(playout.startup + SEGMENT_S * len(plan)):
        playing, part = divmod(now - playout.startup, SEGMENT_S)
        if now >= playout.startup and here <= playing:
            return Playback(here, held)
        held.append(SEGMENT_S * here - max(0, SEGMENT_S * playing + part))
        megabits = playout.line[now] if now < len(playout.line) else 0
        while megabits and here < len(plan) and (room is None or here - max(0, playing) < room):
            taken = min(megabits, left[here])
            megabits, left[here] = megabits - taken, left[here] - taken
            here += not left[here]
    return Playback(None, held)


def stalled_at(plan: Sequence[int], playout: Playout, room: int | None = None) -> int | None:
    """The first segment that is not there when its turn comes, or None."""
    return play_back(plan, playout, room).stalled


def plan_fault(plan: Plan | None, playout: Playout, room: int | None, best: int | None) -> str:
    """What is wrong with an answer where the best plan is worth `best`, None where every plan stalls; else nothing."""
    if plan is None or best is None:
        return "" if plan is None and best is None else "a plan exists" if plan is None else "every plan stalls here"
    if len(plan) != len(playout.sizes) or not all(0 <= rung < len(playout.quality) for rung in plan):
        return f"expected a rung from 0 to {len(playout.quality) - 1} for each of {len(playout.sizes)} segments"
    if (late := stalled_at(plan, playout, room)) is not None:
        return f"segment {late} is not there at second {playout.startup + SEGMENT_S * late}, when its turn comes"
    points = plan_worth(plan, playout.quality, playout.switch)
    return f"it is worth {points}, and {best} can be had" if points < best else ""


def highest_that_fits(playout: Playout, room: int | None = None) -> Plan:
    """The best rung of which the segment itself arrives in time; the smallest where none does."""
    return _step_by_step(playout, room, looks_ahead=False)


def with_reserve(playout: Playout, room: int | None = None) -> Plan:
    """The best rung after which all the rest can still be played on the smallest."""
    return _step_by_step(playout, room, looks_ahead=True)


def by_buffer(playout: Playout, step: int = 8) -> Plan:
    """A rung higher for each `step` seconds that the player holds, whatever the line does.

    After Huang and others, "A Buffer-Based Approach to Rate Adaptation" (SIGCOMM 2014), in its plainest form.
    """
    carried, plan = [0, *accumulate(playout.line)], list[int]()
    for i in range(len(playout.sizes)):
        gone = sum(segment[rung] for segment, rung in zip(playout.sizes, plan, strict=False))
        held = SEGMENT_S * i - max(0, bisect_left(carried, gone) - playout.startup)
        plan.append(max(0, min(len(playout.quality) - 1, held // step)))
    return plan


def _smallest(segment: Sequence[int]) -> int:
    return min(range(len(segment)), key=lambda rung: segment[rung])


def _step_by_step(playout: Playout, room: int | None, looks_ahead: bool) -> Plan:
    plan: Plan = []
    for i, segment in enumerate(playout.sizes):
        last = len(playout.sizes) if looks_ahead else i + 1
        rest = [_smallest(later) for later in playout.sizes[i + 1 : last]]
        seen = playout._replace(sizes=playout.sizes[:last])
        fits = [rung for rung in range(len(segment)) if stalled_at([*plan, rung, *rest], seen, room) is None]
        plan.append(max(fits, key=lambda rung: playout.quality[rung], default=_smallest(segment)))
    return plan


class LinePredictor:
    """Answers when a segment would be complete, in whole milliseconds; who begins later is never done earlier."""

    def __init__(self, playout: Playout, seed: int | str) -> None:
        rng = random.Random(f"predictor {seed}")
        # Kilobits a millisecond are megabits a second; sizes that no two sums of which are alike.
        self._kilobits = [[1000 * size + rng.randrange(1000) for size in segment] for segment in playout.sizes]
        self._carried = [0, *accumulate(rate for rate in playout.line for _ in range(1000))]
        self.due = [1000 * (playout.startup + SEGMENT_S * i) for i in range(len(playout.sizes))]

    def finish(self, segment: int, rung: int, begin: int) -> int:
        """The millisecond at which it is whole if it begins at `begin`; past the line's end if it never is."""
        if begin < 0:
            raise ValueError(f"the line begins at 0 ms, not at {begin}")
        gone = self._carried[min(begin, len(self._carried) - 1)]
        return bisect_left(self._carried, gone + self._kilobits[segment][rung])
