"""A career as events that can be told, an audience, and what a talk of 150 seconds is worth to it.

Events come from a pool written by hand: arcs, in which the pay-off means little before its set-up. Years, lengths and
impacts are drawn. What an audience hears is a model with assumed figures: attention halves every so many seconds, an
event counts less after others on its theme, and each theme has a weight.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

SECONDS = 150  # the two minutes and a half that the exercise gives
THEMES = ("systems", "reliability", "people", "cost", "product")
DULL, BRIGHT = 0.4, 2.2  # what being a set-up and being a pay-off does to an event's impact


@dataclass(frozen=True)
class Event:
    """Something that happened: one of `THEMES`, the `seconds` that it takes to tell and its `impact` in points.

    The impact is what it brings when told first, to an audience that gives its theme the weight 1. It can be told only
    after the events whose ids stand in `after`.
    """

    id: str
    says: str
    theme: str
    year: int
    seconds: int
    impact: float
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Audience:
    """Who listens: the weight of each theme (1 on average), and two assumptions.

    Attention halves every `half_life` seconds. An event after k others on its theme counts `repeat` ** k.
    """

    weights: dict[str, float]
    half_life: float = 60.0
    repeat: float = 0.45


def gains(events: Sequence[Event], told: Sequence[str], audience: Audience) -> list[tuple[int, float]]:
    """For each event told, in order: the second at which it begins, and the points that it brings."""
    known, heard, now, found = {event.id: event for event in events}, dict.fromkeys(THEMES, 0), 0, []
    for event in (known[name] for name in told):
        fresh = audience.repeat ** heard[event.theme] * 0.5 ** (now / audience.half_life)
        found.append((now, event.impact * audience.weights[event.theme] * fresh))
        heard[event.theme] += 1
        now += event.seconds
    return found


def worth(events: Sequence[Event], told: Sequence[str], audience: Audience) -> float:
    """The points that a talk brings in all."""
    return float(sum(points for _, points in gains(events, told, audience)))


def fault(events: Sequence[Event], told: Sequence[str], seconds: int = SECONDS) -> str:
    """What is wrong with a talk, in words; empty where nothing is."""
    known, before = {event.id: event for event in events}, set[str]()
    for name in told:
        if name not in known:
            return f"{name!r} is not among the events"
        if name in before:
            return f"{name} is told twice"
        if missing := [needed for needed in known[name].after if needed not in before]:
            return f"{name} is told before {missing[0]}, without which it means nothing"
        before.add(name)
    takes = sum(known[name].seconds for name in told)
    return f"it takes {takes} s, and there are {seconds}" if takes > seconds else ""


def in_the_order(events: Sequence[Event], seconds: int = SECONDS) -> list[str]:
    """Whatever fits and may be told yet, always the first such event of `events`, until the time is up."""
    told: list[str] = []
    left = seconds
    while True:
        able = (e for e in events if e.id not in told and e.seconds <= left and set(e.after) <= set(told))
        event = next(able, None)
        if event is None:
            return told
        told.append(event.id)
        left -= event.seconds


# Arcs of working life: (id, what it says, theme, ids that come before). Set-ups first.
_ARCS: tuple[tuple[tuple[str, str, str, tuple[str, ...]], ...], ...] = (
    (
        ("nightly-batch", "inherited a batch of nine hours a night that nobody dared to change", "systems", ()),
        (
            "streamed-it",
            "replaced it by a stream, table by table: reports 5 minutes old",
            "systems",
            ("nightly-batch",),
        ),
        ("cluster-off", "switched the batch cluster off, 40% of the team's bill", "cost", ("streamed-it",)),
    ),
    (
        ("my-outage", "a cache that I had added took checkout down for 50 minutes", "reliability", ()),
        ("shedding", "built load shedding; the next surge lost 2% of requests, not all", "reliability", ("my-outage",)),
        ("no-blame", "ran the review without blame; its form is now everybody's", "people", ("my-outage",)),
    ),
    (
        ("one-primary", "one primary database, at 85% of the largest machine there is", "systems", ()),
        ("sharded-live", "sharded it by customer without a stop: four times the writes", "systems", ("one-primary",)),
        ("playbook", "wrote down how; three teams have sharded since without me", "people", ("sharded-live",)),
    ),
    (
        ("about-to-leave", "began to mentor an engineer who was about to leave", "people", ()),
        ("now-leads", "two years on, that engineer leads our largest service", "people", ("about-to-leave",)),
    ),
    (
        ("bill-doubled", "the storage bill had doubled and nobody could say why", "cost", ()),
        ("tiered", "traced it to old logs and tiered them: a third less in six weeks", "cost", ("bill-doubled",)),
    ),
    (
        ("search-lost", "shipped a search I was sure of; the experiment said worse", "product", ()),
        ("search-won", "sat with support, rebuilt it: a third fewer empty results", "product", ("search-lost",)),
    ),
    (
        ("slow-builds", "builds took 45 minutes and everybody had got used to it", "systems", ()),
        ("fast-builds", "cached what does not change: 8 minutes, twice the releases", "systems", ("slow-builds",)),
    ),
    (
        ("what-if-region", "asked what happens if a region is lost; nobody knew", "reliability", ()),
        ("drills", "failed a region over every quarter; the real loss went unseen", "reliability", ("what-if-region",)),
    ),
    (
        ("slow-app", "the app opened in 6 s on the phones that most members have", "product", ()),
        ("fast-app", "made it 2 s with the designers; more sign-ups were finished", "product", ("slow-app",)),
    ),
    (
        ("two-hundred-pages", "joined a rota with 200 pages a week", "reliability", ()),
        ("twelve-pages", "alerts on what users feel: 12 pages a week", "reliability", ("two-hundred-pages",)),
    ),
    (
        ("rewrite-failed", "led a rewrite that was stopped after nine months", "systems", ()),
        ("strangled", "carved the same system up in steps, each of them shipped", "systems", ("rewrite-failed",)),
        ("decision-log", "since then we write decisions with what would reverse them", "people", ("rewrite-failed",)),
    ),
    (
        ("idle-machines", "found that machines idled at 11% for fear of the peak", "cost", ()),
        ("autoscaled", "load tests, then autoscaling: half of the machines", "cost", ("idle-machines",)),
    ),
    (("first-job", "first job: forms for an insurer, shipped every fortnight", "product", ()),),
    (("thesis", "a thesis on consensus protocols", "systems", ()),),
    (("hiring-loop", "built the interviews by which a team grew from 5 to 12", "people", ()),),
    (("four-countries", "launched payments in four countries on the promised day", "product", ()),),
    (("queue-client", "maintain an open-source queue client on weekends", "systems", ()),),
    (("deleted-mine", "deleted a service of my own and its 30 machines", "cost", ()),),
    (("said-no", "talked a launch out of a feature, with numbers", "product", ()),),
    (("acting-lead", "led six people for half a year while the manager was away", "people", ()),),
    (("provable-delete", "made the deletion of a customer's data provable", "reliability", ()),),
    (("contracts", "negotiated the traffic contract down with finance", "cost", ()),),
)


def career(seed: int, size: int = 12, contrast: float = 1.0) -> list[Event]:
    """The events of one career, in the order of time.

    `contrast` scales how much duller set-ups and brighter pay-offs are than other events: at 0 they are alike.
    """
    rng = np.random.default_rng([seed, 1])
    events: list[Event] = []
    for number in rng.permutation(len(_ARCS)):
        year = int(rng.integers(2008, 2022))
        for name, says, theme, after in _ARCS[number]:
            seconds = 5 * int(rng.integers(3, 10))
            impact = rng.gamma(4.0) * np.sqrt(seconds / 30)
            events.append(Event(name, says, theme, year, seconds, float(impact), after))
            year += int(rng.integers(0, 3))
    events = events[:size]
    needed = {name for event in events for name in event.after}
    events = [replace(e, impact=round(e.impact * _factor(e.id in needed, bool(e.after), contrast), 1)) for e in events]
    return sorted(events, key=lambda event: event.year)


def _factor(setup: bool, payoff: bool, contrast: float) -> float:
    """What being a set-up and being a pay-off does to an event's impact."""
    return (1 + contrast * (DULL - 1) * setup) * (1 + contrast * (BRIGHT - 1) * payoff)


def listener(seed: int, spread: float = 1.2) -> Audience:
    """An audience whose weights are Dirichlet draws: the smaller `spread`, the more it cares for one theme alone."""
    weights = np.random.default_rng([seed, 2]).dirichlet(np.full(len(THEMES), spread)) * len(THEMES)
    return Audience({theme: round(float(weight), 2) for theme, weight in zip(THEMES, weights, strict=True)})


def anybody() -> Audience:
    """The audience that one assumes without asking: every theme counts alike."""
    return Audience(dict.fromkeys(THEMES, 1.0))


@dataclass(frozen=True)
class Brief:
    """One task: the events of a career in the order of time, who listens, and for how many seconds."""

    events: list[Event]
    audience: Audience
    seconds: int = SECONDS


def brief(seed: int) -> Brief:
    """A career, and an audience with the usual half-life and repeat, for 150 seconds."""
    return Brief(career(seed), listener(seed))


def another_brief(seed: int) -> Brief:
    """A career for an impatient audience, which halves its attention in 15 to 40 s, and 88 to 178 s."""
    rng = np.random.default_rng([seed, 3])
    fades, repeat = float(rng.uniform(15, 40)), float(rng.uniform(0.2, 1))
    listens = replace(listener(seed), half_life=round(fades, 1), repeat=round(repeat, 2))
    return Brief(career(seed), listens, 5 * int(rng.integers(18, 37)) - 2)
