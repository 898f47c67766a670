"""An incident of three hours in a fleet of cells, as a review finds it: metrics, logs, a timeline of changes, a chat.

A cell completes `CAPACITY` requests a minute, and what comes above fails: the fluid limit of a service that sheds, with
which the failure lab agrees (`in_the_lab`, `tests/worlds/test_incident.py`). The requests of a cell and minute are its
base, times the morning's rise, times a factor for each change that has reached it, times noise. Assumed is that factors
multiply, that they work at once, and that nothing but changes and the morning moves a cell by more than noise.

A change contributed where at least `TENTH` of the failed requests would not have failed without it: the but-for test
(Halpern and Pearl, "Causes and explanations", 2005, begin with it and with its limits). The shares of several changes
may sum to more than one: each is needed, and only jointly do they suffice (Cook, "How complex systems fail", 1998).
Beside two to four factors there are changes without effect, one that helped, one or two that raised the load where
there was room, and the responders' own. Titles, logs and chat are drawn without looking at that.
"""

from dataclasses import dataclass
from itertools import count

import numpy as np

from rounds.sim import Demand, Load, Scenario, Service

CELLS, MINUTES = 16, 180
CAPACITY = 6000  # requests a minute that a cell completes
TENTH = 0.1  # the share of the failures from which on a change contributed
ROLL_OUT = 8  # minutes from the first cell that a change reaches to the last
_NOISE = 0.05  # of the requests of a cell and minute, relative
_DOUBTFUL = (0.06, 0.15)  # no change has a share between these, so that no verdict hangs on noise
_BLAME_MINUTES = 15.0  # by so much nearer to the onset, a change is blamed e times as often
_COMPONENTS = (
    "artwork", "profiles", "licences", "manifests", "previews", "search", "ratings", "steering", "subtitles", "rows",
    "devices", "telemetry", "bookmarks", "billing", "downloads", "trailers",
)  # fmt: skip
_FORMS = {
    "deploy": "version {0}.{1}",
    "flag": "on for {0}% of devices",
    "config": "timeout {0}0 ms, was {1}0 ms",
}
_OWNERS = ("client team", "edge team", "catalogue team", "playback team", "data team", "experimentation team")
_CALM_LINES = ("cache refreshed in {0} ms", "{0} keys loaded", "health check took {0} ms")
_BLAME = (
    "on-call: it went bad right after {change} ({component})",
    "on-call: {component} times out everywhere, that is {change}",
    "incident lead: {owner}, can you look at {change}?",
    "incident lead: let us take {change} as the cause for now",
    "service owner: my dashboards turned red with {component}, that was {change}",
    "service owner: we were fine until {change}",
    "release manager: {change} was among the last things out, should we revert?",
    "release manager: was {change} ever tested at this load?",
    "client team: phones got worse with {change}",
    "support: the first calls came just after {change}",
)
_WAIL = ("support: members report that titles do not start", "on-call: errors are still climbing in {cell}")


@dataclass(frozen=True)
class Change:
    """An entry of the timeline: its `id`, the `minute` at which its roll-out began, and what the form says about it.

    Which cells it reached, and when, stands in the logs alone.
    """

    id: str
    minute: int
    kind: str
    component: str
    says: str
    owner: str

    def __str__(self) -> str:
        return f"{clock(self.minute)} {self.id} {self.kind}: {self.component} {self.says} ({self.owner})"


@dataclass(frozen=True)
class Incident:
    """What a review has: `requests` and `failed`, a minute, by cell and minute (arrays of 16 rows and 180 columns).

    A cell completes `capacity` requests a minute. `timeline` is in the order of time. A line of `logs` is a clock, a
    level, a cell and a message: "09:14:07 INFO cell-05 artwork: change-07 applied". Minute 0 is 09:00, and cell-05 is
    row 5. `chat` has what was said meanwhile, by role.
    """

    requests: np.ndarray
    failed: np.ndarray
    capacity: int
    timeline: list[Change]
    logs: list[str]
    chat: list[str]


@dataclass(frozen=True)
class Planted:
    """A change as it was: a factor, idle, a helper, roomy (it raised the load where there was room), or a responder's.

    `effect` is what it adds to the logarithm of a cell's requests; `since` holds the minute at which it reached each
    cell, `MINUTES` for never.
    """

    role: str
    effect: float
    since: np.ndarray

    @property
    def log_requests(self) -> np.ndarray:
        """What it adds to the logarithm of the requests, by cell and minute."""
        return self.effect * (np.arange(MINUTES) >= self.since[:, None])


@dataclass(frozen=True)
class Truth:
    """What a review does not have, by a change's id: what was planted, and the share of the failures that it caused.

    The share is of the failed requests that would not have failed without the change, all others being as they were.
    """

    planted: dict[str, Planted]
    shares: dict[str, float]

    @property
    def contributing(self) -> set[str]:
        """The changes without which at least a tenth of the failed requests would not have failed."""
        return {name for name, share in self.shares.items() if share >= TENTH}

    def of(self, *roles: str) -> set[str]:
        """The changes of these roles that did not contribute."""
        return {name for name, each in self.planted.items() if each.role in roles} - self.contributing


def clock(minute: int) -> str:
    """The time of day of a minute; 0 is 09:00."""
    return f"{9 + minute // 60:02}:{minute % 60:02}"


def overflow(requests: np.ndarray) -> np.ndarray:
    """The requests above the capacity, which fail: an array like `requests`."""
    return np.asarray(np.maximum(requests - CAPACITY, 0))


def incident(seed: int, *, reach: float | None = None, roll_out: int = ROLL_OUT) -> tuple[Incident, Truth]:
    """An incident and the truth about it.

    `reach` is the share of all cells that factors and idle changes reach, about half by default; `roll_out` is how many
    minutes lie between the first cell that a change reaches and the last.
    """
    for attempt in count():
        drawn = _drawn(np.random.default_rng([seed, 151, attempt]), reach, roll_out)
        if drawn is not None:
            return drawn
    raise AssertionError  # count() has no end


def in_the_lab(requests: np.ndarray) -> Scenario:
    """One cell in the failure lab, from its requests by minute: a second stands for a minute.

    Ten workers of 0.1 s complete 100 requests a second, which stand for the capacity, and forty may wait.
    """
    rates = (requests * 100 / CAPACITY).tolist()
    load = Load(rates[0], steps=tuple(enumerate(rates[1:], 1)))
    return Scenario(load, Service(10, Demand(0.1), queue_limit=40), horizon=len(rates))


def _drawn(rng: np.random.Generator, reach: float | None, roll_out: int) -> tuple[Incident, Truth] | None:
    """A world, or None where a share is doubtful or fewer than two changes contributed."""
    base = rng.uniform(0.58, 0.72, CELLS)
    calm, hot = np.split(rng.permutation(CELLS), 2)
    base[calm] *= 0.6
    planted = _planted(rng, calm, hot, reach, roll_out)
    rise = 0.25 * np.clip((np.arange(MINUTES) - 40) / 80, 0, 1)
    noise = rng.normal(0, _NOISE, (CELLS, MINUTES))
    logs = np.log(CAPACITY * base)[:, None] + np.log1p(rise) + noise + sum(each.log_requests for each in planted)
    responder = _responder(rng, np.exp(logs), roll_out)
    requests = np.rint(np.exp(logs + responder.log_requests)).astype(int)
    numbers = rng.permutation(len(planted) + 1) + 1
    named = {f"change-{n:02}": each for n, each in zip(numbers, [*planted, responder], strict=True)}
    named = dict(sorted(named.items(), key=lambda item: (item[1].since.min(), item[0])))
    failures = overflow(requests).sum()
    left = {name: overflow(requests / np.exp(each.log_requests)).sum() for name, each in named.items()}
    truth = Truth(named, {name: float(1 - some / max(failures, 1)) for name, some in left.items()})
    if len(truth.contributing) < 2 or any(_DOUBTFUL[0] < share < _DOUBTFUL[1] for share in truth.shares.values()):
        return None
    timeline = _timeline(rng, truth)
    lines = _logs(rng, timeline, truth, requests)
    return Incident(requests, overflow(requests), CAPACITY, timeline, lines, _chat(rng, timeline, requests)), truth


def _planted(
    rng: np.random.Generator, calm: np.ndarray, hot: np.ndarray, reach: float | None, roll_out: int
) -> list[Planted]:
    """All changes but the responders'. Their beginnings are drawn alike, whatever they do."""
    factors = int(rng.integers(2, 5))
    effects = rng.uniform(0.13, 0.22, factors) * (1.25 if factors == 2 else 1)
    drawn = [("factor", float(effect)) for effect in effects]
    drawn += [("idle", 0.0)] * 4 + [("helper", -float(rng.uniform(0.05, 0.10)))]
    drawn += [("roomy", float(rng.uniform(0.13, 0.22))) for _ in range(rng.integers(1, 3))]
    planted = []
    for role, effect in drawn:
        if role == "roomy":
            cells = rng.permutation(calm)[: rng.integers(6, 9)]
        elif reach is None:
            cells = np.concatenate(
                [rng.permutation(hot)[: rng.integers(4, 7)], rng.permutation(calm)[: rng.integers(1, 5)]]
            )
        else:
            cells = rng.permutation(CELLS)[: max(1, round(reach * CELLS))]
        begin = rng.integers(74, 90) if rng.random() < 0.35 else rng.integers(5, 74)
        planted.append(Planted(role, effect, _since(rng, cells, int(begin), roll_out)))
    return planted


def _since(rng: np.random.Generator, cells: np.ndarray, begin: int, roll_out: int) -> np.ndarray:
    """The minute at which each cell is reached: the first of `cells` at `begin`, the last `roll_out` minutes later."""
    since = np.full(CELLS, MINUTES)
    since[rng.permutation(cells)] = begin + np.rint(np.linspace(0, roll_out, len(cells))).astype(int)
    return since


def onset(requests: np.ndarray) -> int:
    """The first minute in which 2% of the fleet's requests fail."""
    failing = overflow(requests).sum(axis=0) >= 0.02 * requests.sum(axis=0)
    return int(failing.argmax()) if failing.any() else MINUTES // 2


def _responder(rng: np.random.Generator, requests: np.ndarray, roll_out: int) -> Planted:
    """What responders turned down, a little, where most failed: it began after the onset and helped a little."""
    begin = int(np.clip(onset(requests) + rng.integers(12, 35), 60, 150))
    hurt = overflow(requests[:, begin - 10 : begin]).sum(axis=1)
    cells = np.argsort(-hurt, kind="stable")[: rng.integers(5, 8)]
    return Planted("responder", -float(rng.uniform(0.02, 0.04)), _since(rng, cells, begin, roll_out))


def _timeline(rng: np.random.Generator, truth: Truth) -> list[Change]:
    components = rng.permutation(_COMPONENTS)
    timeline = []
    for (name, each), component in zip(truth.planted.items(), components, strict=False):
        kind = str(rng.choice(list(_FORMS)))
        says = _FORMS[kind].format(*rng.integers(2, 60, 2))
        timeline.append(Change(name, int(each.since.min()), kind, str(component), says, str(rng.choice(_OWNERS))))
    return timeline


def _blamed(rng: np.random.Generator, timeline: list[Change], onset: int, size: int) -> list[Change]:
    """Changes as they are blamed: the nearer to the onset the more often, whatever they did."""
    near = np.exp([-abs(change.minute - onset) / _BLAME_MINUTES for change in timeline])
    return [timeline[place] for place in rng.choice(len(timeline), size, p=near / near.sum())]


def _logs(rng: np.random.Generator, timeline: list[Change], truth: Truth, requests: np.ndarray) -> list[str]:
    """Every arrival of a change at a cell, errors of failing cells, and what services say all day."""
    lines: list[tuple[int, str, int, str]] = []
    for change in timeline:
        since = truth.planted[change.id].since
        lines += [
            (int(since[cell]), "INFO", int(cell), f"{change.component}: {change.id} applied")
            for cell in np.flatnonzero(since < MINUTES)
        ]
    for _ in range(80):
        says = str(rng.choice(_CALM_LINES)).format(rng.integers(3, 900))
        lines.append(
            (int(rng.integers(MINUTES)), "INFO", int(rng.integers(CELLS)), f"{rng.choice(_COMPONENTS)}: {says}")
        )
    failing = np.argwhere(requests > CAPACITY)
    for change in _blamed(rng, timeline, onset(requests), 80):
        cell, minute = failing[rng.integers(len(failing))].tolist()
        lines.append((minute, "ERROR", cell, f"{change.component}: timed out after 1000 ms"))
    stamped = [(f"{clock(minute)}:{rng.integers(60):02}", rest) for minute, *rest in lines]
    return [
        f"{when} {level} cell-{cell:02} {says}" for when, (level, cell, says) in sorted(stamped, key=lambda s: s[0])
    ]


def _chat(rng: np.random.Generator, timeline: list[Change], requests: np.ndarray) -> list[str]:
    """A dozen lines that blame what came last, and some that blame nothing."""
    began = onset(requests)
    worst = f"cell-{int(overflow(requests).sum(axis=1).argmax()):02}"
    begun = [change for change in timeline if change.minute <= began + 15]
    words = [_BLAME[place] for place in rng.permutation(len(_BLAME) * 2)[:12] % len(_BLAME)]
    said = [
        line.format(change=each.id, component=each.component, owner=each.owner)
        for line, each in zip(words, _blamed(rng, begun, began, 12), strict=True)
    ]
    said += [line.format(cell=worst) for line in _WAIL]
    minutes = np.sort(rng.integers(began + 2, min(began + 45, MINUTES), len(said)))
    return [
        f"{clock(int(minute))} {said[place]}" for minute, place in zip(minutes, rng.permutation(len(said)), strict=True)
    ]
