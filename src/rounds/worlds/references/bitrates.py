"""What the best plans of `bitrate-plan` are worth: by every plan there is, and by every megabit of the line."""

from collections.abc import Callable
from itertools import accumulate, product

from rounds.worlds.bitrates import SEGMENT_S, LinePredictor, Plan, Playout, plan_worth, stalled_at


def best_by_force(playout: Playout, room: int | None = None) -> int | None:
    """The most points of all plans that play without a stall, each of them played; None where none does."""
    plans = product(range(len(playout.quality)), repeat=len(playout.sizes))
    return max(
        (
            plan_worth(plan, playout.quality, playout.switch)
            for plan in plans
            if stalled_at(plan, playout, room) is None
        ),
        default=None,
    )


def best_by_table(playout: Playout, room: int | None = None) -> int | None:
    """The same by a table over the last rung and the megabits of the line that are gone, used or missed.

    While the buffer is full the line delivers nothing: what it could have carried meanwhile is missed.
    """
    carried = [0, *accumulate(playout.line)]

    def by(second: int) -> int:
        return carried[min(second, len(playout.line))]

    table: dict[tuple[int, int], int] = {}
    for i, segment in enumerate(playout.sizes):
        missed = by(playout.startup + SEGMENT_S * (i - room + 1)) if room is not None and i >= room else 0
        longer: dict[tuple[int, int], int] = {}
        for rung, size in enumerate(segment):
            for (before, gone), points in table.items() if i else [((rung, 0), 0)]:
                end = max(gone, missed) + size
                change = abs(playout.quality[rung] - playout.quality[before])
                total = points + playout.quality[rung] - playout.switch * change
                if end <= by(playout.startup + SEGMENT_S * i):
                    longer[rung, end] = max(total, longer.get((rung, end), total))
        table = longer
    return max(table.values(), default=None) if playout.sizes else 0


Paths = list[tuple[int, int, tuple[int, ...]]]  # points, done, plan


def longer_paths(playout: Playout, paths: Paths, i: int, arrives: Callable[[int, int, int], int | None]) -> Paths:
    """The paths with segment `i` added, less those that another of the same rung beats: not later, not fewer points."""
    kept: Paths = []
    for rung, quality in enumerate(playout.quality):
        found = []
        for points, done, plan in paths:
            then = arrives(i, rung, done)
            if then is not None:
                change = abs(quality - playout.quality[plan[-1]]) if plan else 0
                found.append((then, -(points + quality - playout.switch * change), (*plan, rung)))
        most = None
        for then, less, plan in sorted(found):
            if most is None or -less > most:
                most = -less
                kept.append((most, then, plan))
    return kept


def best_by_asking(playout: Playout, predictor: LinePredictor) -> int | None:
    """The most points of a plan whose segments are all there when due, after the predictor; None where none is."""

    def arrives(i: int, rung: int, done: int) -> int | None:
        then = predictor.finish(i, rung, done)
        return then if then <= predictor.due[i] else None

    paths: Paths = [(0, 0, ())]
    for i in range(len(playout.sizes)):
        paths = longer_paths(playout, paths, i, arrives)
    return max((points for points, _, _ in paths), default=None)


def sighted(playout: Playout, sight: int) -> Plan:
    """Plans `sight` segments ahead, downloads the first of them and plans again; the smallest rung where none plays."""
    carried = [0, *accumulate(playout.line)]

    def arrives(i: int, rung: int, done: int) -> int | None:
        then = done + playout.sizes[i][rung]
        return then if then <= carried[min(playout.startup + SEGMENT_S * i, len(playout.line))] else None

    plan: Plan = []
    done = 0
    for i, segment in enumerate(playout.sizes):
        paths: Paths = [(0, done, tuple(plan[-1:]))]
        for later in range(i, min(i + sight, len(playout.sizes))):
            paths = longer_paths(playout, paths, later, arrives)
        smallest = min(range(len(segment)), key=lambda rung: segment[rung])
        plan.append(max(paths, key=lambda path: (path[0], -path[1]))[2][min(1, len(plan))] if paths else smallest)
        done += segment[plan[-1]]
    return plan
