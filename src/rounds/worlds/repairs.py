"""What to do after an incident: action items that cost days, triggers that recur, and the minutes that members lose.

Each of five triggers comes so many times a year, strikes a share of the members, and lasts as long as it takes to
detect it, to diagnose it and to mitigate it. Items prevent a trigger, shorten a stage or shrink what is struck, and are
worth what they are worth together. Of several alerts the quickest counts. An automatic rollback works only where a
trigger is detected within `ROLLBACK_MINUTES`. Moving the traffic away does nothing without a place to move it to, and
the place nothing without the move. The trigger that has just fired is a rare one.

The figures are assumed. That a year's loss is rate times duration times reach is the usual decomposition into the time
between failures and the times to detect and to repair them. `outage` plays one incident with these stages in the
failure lab; `tests/worlds/test_repairs.py` compares what is lost there.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from rounds.sim import Demand, Fault, Scenario, Service

ROLLBACK_MINUTES = 9.0  # an automatic rollback works only where detection takes less
SHARE_OF_DAYS = 0.3  # what may be spent, of the days that all items take together
START = 20  # the minute at which `outage` begins
TRIGGERS = ("a bad deploy", "an expired certificate", "a lost zone", "a hot key", "a slow partner")
_WORDS = {
    "prevent": ("make sure that {} cannot happen again",),
    "detect": ("alert on starts a second", "alert on errors of devices", "alert on queues", "play a title each minute"),
    "diagnose": ("a dashboard of changes beside metrics", "traces of one request in ten", "a decision tree"),
    "mitigate": ("a runbook with commands to paste", "a switch to turn features off"),
    "rollback": ("roll back automatically when an alert fires early",),
    "standby": ("keep a second region warm",),
    "move": ("move traffic to a warm region with one command",),
    "shrink": ("roll out cell by cell", "separate pools for phones and televisions"),
    "training": ("remind everybody to be careful",),
}


@dataclass(frozen=True)
class Item:
    """An action item as it was filed: its `kind`, what it `says`, and the `days` that it takes."""

    id: str
    kind: str
    says: str
    days: int


@dataclass(frozen=True)
class Effect:
    """What an item does: `where`, a truth value for each trigger, and by what factor; for an alert, `by` is minutes."""

    where: np.ndarray
    by: float


@dataclass(frozen=True, eq=False)
class Year:
    """The year to plan. Items are in the order in which they were filed: the repair of what has just fired comes first.

    By trigger: `rate` in times a year; `stages`, the minutes to detect, diagnose and mitigate, in the rows of an array
    of shape (3, 5); `struck`, the share of the members that are hit. `last` is the trigger that has just fired. `days`
    may be spent.
    """

    items: list[Item]
    effects: dict[str, Effect]
    rate: np.ndarray
    stages: np.ndarray
    struck: np.ndarray
    last: int
    days: int


def year(seed: int, *, last_rate: float | None = None) -> Year:
    """A year to plan. `last_rate` is how often a year the trigger recurs that has just fired, else 0.1 to 0.5."""
    rng = np.random.default_rng([seed, 152])
    many = len(TRIGGERS)
    rate = rng.gamma(2.0, 0.6, many)
    stages = rng.uniform([[5], [10], [10]], [[50], [60], [50]], (3, many))
    struck = rng.uniform(0.3, 0.9, many)
    last, rare = int(rng.integers(many)), float(rng.uniform(0.1, 0.5))
    rate[last] = rare if last_rate is None else last_rate
    fix, *others = _filed(rng, last)
    filed = [fix, *(others[place] for place in rng.permutation(len(others)))]
    items = [Item(f"item-{number:02}", *words) for number, (words, _) in enumerate(filed, 1)]
    effects = {item.id: effect for item, (_, effect) in zip(items, filed, strict=True)}
    days = int(SHARE_OF_DAYS * sum(item.days for item in items))
    return Year(items, effects, rate, stages, struck, last, days)


def _filed(rng: np.random.Generator, last: int) -> list[tuple[tuple[str, str, int], Effect]]:
    """Kind, words, days and effect of each item; the repair of what has just fired comes first."""
    everywhere = np.ones(len(TRIGGERS), dtype=bool)

    def some(share: float) -> np.ndarray:
        return rng.random(len(TRIGGERS)) < share

    others = rng.permutation([trigger for trigger in range(len(TRIGGERS)) if trigger != last])[:2]
    specs = [("prevent", (4, 9), np.arange(len(TRIGGERS)) == k, (0.05, 0.2)) for k in (last, *others)]
    specs += [("detect", (1, 5), some(0.6), (2, 8)) for _ in range(3)]
    specs += [("diagnose", (2, 5), some(0.6), (0.4, 0.75)) for _ in range(2)]
    specs += [("mitigate", (2, 6), some(0.7), (0.4, 0.65)), ("rollback", (2, 4), some(0.8), (0.1, 0.2))]
    specs += [("standby", (2, 5), everywhere, (1, 1)), ("move", (2, 4), some(0.7), (0.1, 0.25))]
    specs += [("shrink", (5, 9), everywhere, (0.45, 0.7)), ("training", (1, 1), everywhere, (0.97, 0.97))]
    words = {kind: list(rng.permutation(lines)) for kind, lines in _WORDS.items()}
    words["prevent"] = [_WORDS["prevent"][0].format(TRIGGERS[k]) for k in (*others[::-1], last)]
    return [
        ((kind, str(words[kind].pop()), int(rng.integers(low, high + 1))), Effect(where, float(rng.uniform(*by))))
        for kind, (low, high), where, by in specs
    ]


def state(year: Year, done: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rates, stages and shares struck once items are done: arrays of shapes (plans, 5), (plans, 3, 5), (plans, 5).

    `done` has a row for each plan and a truth value for each item.
    """
    plans = len(done)
    rate, struck = np.tile(year.rate, (plans, 1)), np.tile(year.struck, (plans, 1))
    stages = np.tile(year.stages, (plans, 1, 1))
    detect, diagnose, mitigate = stages[:, 0], stages[:, 1], stages[:, 2]  # views
    scaled = {"prevent": rate, "training": rate, "diagnose": diagnose, "mitigate": mitigate, "shrink": struck}
    on, by = {}, {}
    for place, item in enumerate(year.items):
        effect = year.effects[item.id]
        on[item.kind], by[item.kind] = done[:, [place]] & effect.where, effect.by
        if item.kind in scaled:
            scaled[item.kind] *= np.where(on[item.kind], effect.by, 1.0)
        elif item.kind == "detect":
            detect[:] = np.where(on["detect"], np.minimum(detect, effect.by), detect)
    rolled_back = np.where(on["rollback"] & (detect < ROLLBACK_MINUTES), by["rollback"], 1.0)
    moved = np.where(on["move"] & on["standby"], by["move"], 1.0)
    diagnose *= rolled_back * moved
    mitigate *= rolled_back * moved
    return rate, stages, struck


def lost(year: Year, chosen: Collection[str]) -> float:
    """The minutes that a member loses in a year, on average, once these items are done.

    Raises KeyError for an id that is not among the items.
    """
    known = {item.id for item in year.items}
    if strangers := sorted(set(chosen) - known):
        raise KeyError(strangers[0])
    return float(_lost(year, _done(year, chosen))[0])


def _done(year: Year, chosen: Collection[str]) -> np.ndarray:
    return np.array([[item.id in chosen for item in year.items]])


def _lost(year: Year, done: np.ndarray) -> np.ndarray:
    rate, stages, struck = state(year, done)
    return np.asarray((rate * struck * stages.sum(axis=1)).sum(axis=1))


def filled(items: Iterable[Item], days: int) -> list[str]:
    """Items in this order, each that still fits into the days."""
    plan = []
    for item in items:
        if item.days <= days:
            plan.append(item.id)
            days -= item.days
    return plan


@lru_cache(maxsize=32)
def every_plan(year: Year) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All 2 ** 14 sets of items: which are done (plans, items), the days each takes, the minutes a member loses."""
    many = len(year.items)
    done = (np.arange(1 << many)[:, None] >> np.arange(many)) & 1 == 1
    return done, done @ np.array([item.days for item in year.items]), _lost(year, done)


def replays(year: Year) -> Callable[[Collection[str]], float]:
    """`lost` for whoever asks often: all plans are computed at once. KeyError for an id that is not among the items."""
    bits, minutes = {item.id: 1 << place for place, item in enumerate(year.items)}, every_plan(year)[2]
    return lambda chosen: float(minutes[sum(bits[name] for name in set(chosen))])


def least_lost(year: Year) -> float:
    """The least that a member can lose in a year with the days there are, in minutes: the exact optimum."""
    _, days, minutes = every_plan(year)
    return float(minutes[days <= year.days].min())


def fault(year: Year, chosen: Collection[str]) -> str:
    """What is wrong with a plan, in words; empty where nothing is."""
    days = {item.id: item.days for item in year.items}
    if strangers := [name for name in chosen if name not in days]:
        return f"{strangers[0]!r} is not among the items"
    if len(set(chosen)) < len(chosen):
        return "an item is done twice"
    takes = sum(days[name] for name in chosen)
    return f"it takes {takes} days, and there are {year.days}" if takes > year.days else ""


def stages_of(year: Year, trigger: int, chosen: Collection[str] = ()) -> dict[str, float]:
    """The minutes that it takes to detect, to diagnose and to mitigate a trigger, once these items are done."""
    _, stages, _ = state(year, _done(year, chosen))
    return dict(zip(("detect", "diagnose", "mitigate"), stages[0, :, trigger].tolist(), strict=True))


def outage(year: Year, trigger: int, chosen: Collection[str] = ()) -> Scenario:
    """One incident in the failure lab, once these items are done: a second stands for a minute.

    80 requests a second come to ten workers that can do 100. From `START` until it is mitigated, work takes so much
    longer that the service can do what is left of the load without the share that is struck; forty may wait.
    """
    _, _, struck = state(year, _done(year, chosen))
    slower = 100 / (80 * (1 - struck[0, trigger]))
    ends = START + sum(stages_of(year, trigger, chosen).values())
    service = Service(10, Demand(0.1), queue_limit=40)
    return Scenario(80, service, (Fault(START, ends, "slow", factor=slower),), timeout=5, horizon=200)
