"""The change of `review-sixty-lines` with any of its sixteen comments followed, and the same ledger written anew.

Lengths, positions and times are whole seconds. Comments are named c1 to c16, as in the notebook.
"""

import heapq
import random
from collections.abc import Callable, Iterable, Mapping
from typing import Any

COMMENTS = tuple(f"c{number}" for number in range(1, 17))
BLOCKING = frozenset({"c1", "c6", "c8", "c10", "c11", "c12", "c14"})  # followed, they repair a breach of the ticket
OPERATIONS = ("record", "load", "row", "position", "minutes", "copy", "move", "forget")

Report = tuple[str, str, int, int]


class Followed:
    """The change under review after the comments `followed`; with none of them it is the change."""

    def __init__(
        self, lengths: Mapping[str, int], kinds: Mapping[str, str] | None = None, followed: Iterable[str] = ()
    ) -> None:
        self.lengths, self.kinds, self.followed = lengths, kinds or {}, frozenset(followed)
        self.seen: dict[str, dict[str, list[int]]] = {}

    def record(self, profile: str, title: str, position: int, at: int) -> None:
        """A device reports a position."""
        self._check(title, position)
        hidden: Any = ("trailer",) if "c1" in self.followed else "trailer"
        if self.kinds.get(title, "") in hidden:
            return
        entries = self.seen.setdefault(profile, {})
        if "c4" in self.followed and title in entries:
            entry = entries[title]
        else:
            entry = entries.setdefault(title, [at, position])
        if at > entry[0] or (at == entry[0] and "c5" not in self.followed):
            entry[0], entry[1] = at, position

    def _check(self, title: str, position: int) -> None:
        if position < 0 or position > self.lengths[title]:
            raise ValueError(f"{title} has no second {position}")

    def load(self, reports: Iterable[Report]) -> None:
        """Reports of a device that was offline."""
        reports = list(reports)
        if "c6" in self.followed:
            for _, title, position, _ in reports:
                self._check(title, position)
        for report in reports:
            self.record(*report)

    def row(self, profile: str, limit: int = 10) -> list[str]:
        """What to go on with, the latest first."""
        entries = self.seen.get(profile, {})

        def rank(title: str) -> tuple[int, str]:
            return -entries[title][0], title

        if "c7" in self.followed:
            newest = sorted(sorted(entries), key=lambda title: entries[title][0], reverse=True)
        elif "c16" in self.followed:
            newest = heapq.nsmallest(len(entries), entries, key=rank)
        else:
            newest = sorted(entries, key=rank)
        if "c8" not in self.followed:
            newest = newest[:limit]
        return [title for title in newest if not self._finished(title, entries[title][1])][:limit]

    def _finished(self, title: str, position: int) -> bool:
        length = self.lengths[title]
        share, bound = (100 * position, 95 * length) if "c9" in self.followed else (position / length, 0.95)
        return share >= bound if "c10" in self.followed else share > bound

    def position(self, profile: str, title: str) -> int:
        """Where to go on; 0 for what was never begun."""
        return self.seen.get(profile, {}).get(title, [0, 0])[1]

    def minutes(self, profile: str) -> int:
        """The sum of the positions in whole minutes."""
        positions = [position for _, position in self.seen.get(profile, {}).values()]
        return sum(positions) // 60 if "c11" in self.followed else sum(position // 60 for position in positions)

    def copy(self, source: str, target: str) -> None:
        """A new profile starts with the entries of another."""
        entries = self.seen.get(source, {})
        deep = "c12" in self.followed
        self.seen[target] = {title: list(entry) if deep else entry for title, entry in entries.items()}

    def move(self, source: str, target: str) -> None:
        """Two profiles become one."""
        if source == target and "c14" in self.followed:
            return
        kept = self.seen.setdefault(target, {})
        for title, entry in self.seen.get(source, {}).items():
            if title not in kept or entry[0] > kept[title][0]:
                kept[title] = list(entry) if "c13" in self.followed else entry
        self.seen.pop(source, None)

    def forget(self, profile: str, before: int) -> None:
        """Drops what was last reported before a time."""
        entries = self.seen.get(profile, {})
        for title in sorted(entries) if "c15" in self.followed else list(entries):
            if entries[title][0] < before:
                del entries[title]


class Rewritten:
    """The ledger as a table of reports, one a profile and title; what it returns beyond the ticket differs.

    Comments that are not followed leave the same breach of the ticket in other code.
    """

    def __init__(
        self, lengths: Mapping[str, int], kinds: Mapping[str, str] | None = None, followed: Iterable[str] = ()
    ) -> None:
        self.lengths, self.kinds, self.left = lengths, kinds or {}, BLOCKING - frozenset(followed)
        self.latest: dict[tuple[str, str], tuple[int, int]] = {}
        self.same: dict[str, str] = {}  # profiles that share their entries, by a bug

    def _of(self, profile: str) -> dict[str, tuple[int, int]]:
        profile = self.same.get(profile, profile)
        return {title: entry for (owner, title), entry in self.latest.items() if owner == profile}

    def _fault(self, report: Report) -> bool:
        _, title, position, _ = report
        return not 0 <= position <= self.lengths[title]

    def record(self, profile: str, title: str, position: int, at: int) -> bool:
        """As `Followed.record`; says whether the report was kept."""
        if self._fault((profile, title, position, at)):
            raise ValueError(f"position {position}")
        kind = self.kinds.get(title, "")
        key = self.same.get(profile, profile), title
        if kind == "trailer" or (kind == "" and "c1" in self.left) or at < self.latest.get(key, (at, 0))[0]:
            return False
        self.latest[key] = at, position
        return True

    def load(self, reports: Iterable[Report]) -> int:
        """As `Followed.load`; says how many reports were kept."""
        reports = list(reports)
        if "c6" not in self.left and any(self._fault(report) for report in reports):
            raise ValueError("a report is wrong")
        return sum(self.record(*report) for report in reports)

    def row(self, profile: str, limit: int = 10) -> list[str]:
        """As `Followed.row`."""
        entries = self._of(profile)
        titles = sorted(entries)
        titles.sort(key=lambda title: entries[title][0], reverse=True)
        open_ended = [title for title in titles if not self._finished(title, entries[title][1])]
        return [title for title in titles[:limit] if title in open_ended] if "c8" in self.left else open_ended[:limit]

    def _finished(self, title: str, position: int) -> bool:
        missing = 20 * (self.lengths[title] - position) - self.lengths[title]  # a twentieth may be missing
        return missing < 0 if "c10" in self.left else missing <= 0

    def position(self, profile: str, title: str) -> int:
        """As `Followed.position`."""
        return self._of(profile).get(title, (0, 0))[1]

    def minutes(self, profile: str) -> int:
        """As `Followed.minutes`."""
        unit = 60 if "c11" in self.left else 1
        return sum(position // unit for _, position in self._of(profile).values()) * unit // 60

    def copy(self, source: str, target: str) -> int:
        """As `Followed.copy`; says how many entries went over."""
        if "c12" in self.left:
            self.same[target] = self.same.get(source, source)
            return 0
        entries = self._of(source)
        self._clear(target)
        self.latest |= {(target, title): entry for title, entry in entries.items()}
        return len(entries)

    def move(self, source: str, target: str) -> int:
        """As `Followed.move`; says how many entries went over."""
        moved, kept = self._of(source), self._of(target)
        if source == target and "c14" not in self.left:
            return 0
        for title, entry in moved.items():
            self.latest[self.same.get(target, target), title] = max(entry, kept.get(title, entry), key=lambda e: e[0])
        self._clear(source)
        return len(moved)

    def forget(self, profile: str, before: int) -> int:
        """As `Followed.forget`; says how many entries went."""
        gone = [title for title, (at, _) in self._of(profile).items() if at < before]
        for title in gone:
            del self.latest[self.same.get(profile, profile), title]
        return len(gone)

    def _clear(self, profile: str) -> None:
        # A profile that shares its entries goes its own way with none, and leaves the other's alone.
        if self.same.pop(profile, profile) == profile:
            for title in self._of(profile):
                del self.latest[profile, title]


# Of seven, each is in three lines, and each pair in one (the Fano plane).
_LINES = ((0, 1, 2), (0, 3, 4), (0, 5, 6), (1, 3, 5), (1, 4, 6), (2, 3, 6), (2, 4, 5))


def versions(rng: random.Random) -> list[tuple[frozenset[str], Callable[..., Any]]]:
    """What is left to follow in each of 14 versions of the change, and what makes the version.

    A line of three comments is left, and in another version the four others: so each comment is left in half of the
    versions, and each pair together in three, whatever is drawn, and luck decides nothing.
    """
    names = rng.sample(sorted(BLOCKING), len(BLOCKING))
    lines = [frozenset(names[i] for i in line) for line in _LINES]
    return [(left, version(left, anew=rng.random() < 0.5)) for line in lines for left in (line, BLOCKING - line)]


def version(left: frozenset[str], anew: bool) -> Callable[..., Any]:
    """What makes ledgers in which only the comments `left` are not followed."""
    kind: Any = Rewritten if anew else Followed
    return lambda lengths, kinds=None: kind(lengths, kinds, frozenset(COMMENTS) - left)


CORRECT = (version(frozenset(), False), version(frozenset(), True))


LENGTHS = {"film": 6_000, "series": 3_000, "short": 300, "unknown": 4_000, "trailer": 100}
KINDS = {"film": "film", "series": "series", "short": "short", "trailer": "trailer"}


def a_day(rng: random.Random, calls: int = 20) -> list[tuple[str, tuple[Any, ...]]]:
    """What devices and jobs may call on one day; a title in five was watched to its end, and no two times are equal."""
    times = rng.sample(range(100), 4 * calls)

    def report(profile: str) -> Report:
        title = rng.choice(sorted(LENGTHS))
        position = rng.choice([LENGTHS[title], *(rng.randint(0, LENGTHS[title]) for _ in range(4))])
        return profile, title, position, times.pop()

    def call() -> tuple[str, tuple[Any, ...]]:
        profile, other = rng.choice("pq"), rng.choice("pqr")
        calls: list[tuple[str, tuple[Any, ...]]] = [
            *[("record", report(profile))] * 8,
            ("load", ([report(profile), (profile, "film", rng.choice([-1, 60, 90]), times.pop())],)),
            ("move", (profile, other)),
            ("forget", (profile, rng.randrange(60))),
        ]
        return rng.choice([*calls, ("copy", (profile, other))] if other != profile else calls)

    return [call() for _ in range(calls)]


def told(ledger: Any, day: Iterable[tuple[str, tuple[Any, ...]]]) -> list[Any]:
    """What a ledger says of rows, positions and minutes after each call of a day, and which calls it refuses."""
    said: list[Any] = []
    for name, arguments in day:
        try:
            getattr(ledger, name)(*arguments)
        except ValueError:
            said.append("refused")
        for profile in "pqr":
            positions = [ledger.position(profile, title) for title in LENGTHS]
            said.append((ledger.row(profile, 2), ledger.minutes(profile), positions))
    return said


def shows(days: int = 100, seed: int = 0) -> dict[str, float]:
    """For each comment: the share of random days that go otherwise where all are followed but this one."""
    rng, different = random.Random(seed), dict.fromkeys(COMMENTS, 0)
    for _ in range(days):
        day = a_day(rng)
        right = told(Followed(LENGTHS, KINDS, COMMENTS), day)
        for comment in COMMENTS:
            different[comment] += told(Followed(LENGTHS, KINDS, {*COMMENTS} - {comment}), day) != right
    return {comment: count / days for comment, count in different.items()}
