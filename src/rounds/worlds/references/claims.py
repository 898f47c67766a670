"""Hidden packets of claims, and what solves them: each figure by its definition, and by the habits that go wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import numpy as np

from rounds.worlds.claims import TOLERANCE, WINDOW, Claim, Log, log

FAULTS = (
    "averaged over hosts",  # the mean of each host's own figure
    "requests and attempts",  # the other of the two
    "who is counted",  # the failed left out, or counted in
    "worst week as baseline",  # the one before that flatters most; for levels, the best one after
    "mix of clients",  # ignored though it was asked for, or the other way round
    "share of after",  # the change divided by the figure after
)
GROUPS = {"level": 4, "change": 7, "same clients": 5}  # and how many of a packet's claims belong to each
_LEAST_GAP = 0.12  # a wrong claim is this share of the figure away from it, or more
_METHODS = ("lower", "higher", "nearest")


@dataclass(frozen=True)
class Units:
    """What a claim counts: one entry a request or an attempt."""

    week: np.ndarray
    host: np.ndarray
    client: np.ndarray
    ms: np.ndarray
    ok: np.ndarray

    def where(self, mask: np.ndarray) -> "Units":
        """Those of `mask`."""
        return Units(*(column[mask] for column in (self.week, self.host, self.client, self.ms, self.ok)))


def units(raw: Log, of: str) -> Units:
    """Each attempt on its own, or each request: the time of all its attempts, the fate and host of its last."""
    if of == "attempts":
        return Units(raw.week, raw.host, raw.client, raw.ms, raw.ok)
    last = np.append(raw.request[1:] != raw.request[:-1], True)
    ms = np.bincount(raw.request, weights=raw.ms)
    return Units(raw.week[last], raw.host[last], raw.client[last], ms, raw.ok[last])


def _statistic(found: Units, figure: str, method: Any) -> float:
    return _of_values(_values(found, figure), figure, method)


def _values(found: Units, figure: str) -> np.ndarray:
    return found.ok if figure == "failed" else found.ms


def _of_values(values: np.ndarray, figure: str, method: Any) -> float:
    if figure == "failed":
        return 100 * float(np.mean(~values))
    if figure == "mean":
        return float(np.mean(values))
    return float(np.quantile(values, int(figure[1:]) / 100, method=method))


def _of_each(found: Units, part: np.ndarray, parts: Iterable[Any], figure: str, method: Any) -> list[float]:
    """The figure of each part alone; `part` tells of each entry which it belongs to."""
    values = _values(found, figure)
    return [_of_values(values[part == each], figure, method) for each in parts]


def _averaged(found: Units, figure: str, method: Any) -> float:
    return float(np.mean(_of_each(found, found.host, np.unique(found.host), figure, method)))


def _weighed(before: Units, after: Units, figure: str, method: Any) -> float:
    clients = np.unique(before.client)
    shares = [np.mean(before.client == client) for client in clients]
    return float(np.dot(shares, _of_each(after, after.client, clients, figure, method)))


class Figures:
    """The figures of one log, by definition or by habit."""

    def __init__(self, raw: Log) -> None:
        self.deploys = raw.deploys
        self._units = {of: units(raw, of) for of in ("requests", "attempts")}
        # Claims that are tried ask for the same again and again.
        self._known_windows, self._known = cache(self._windows), cache(self._computed)

    def _windows(self, of: str, deploy: str, answered: bool) -> tuple[Units, Units]:
        """What is counted in the whole weeks before a deploy, and in those after it."""
        found, at = self._units[of], self.deploys[deploy]
        spans = (found.week >= at - WINDOW) & (found.week < at), (found.week > at) & (found.week <= at + WINDOW)
        before, after = (found.where(span & found.ok if answered else span) for span in spans)
        return before, after

    def of(self, claim: Claim, fault: str = "", method: str = "linear") -> float:
        """The figure that a claim's definition gives; with a `fault` of `FAULTS`, what that habit makes of it."""
        return self._known(claim, fault, method)

    def _computed(self, claim: Claim, fault: str, method: str) -> float:
        swapped = {"requests": "attempts", "attempts": "requests"}[claim.of]
        answered = (claim.counted == "answered") != (fault == "who is counted")
        of = swapped if fault == "requests and attempts" else claim.of
        before, after = self._known_windows(of, claim.deploy, answered)
        statistic = _averaged if fault == "averaged over hosts" else _statistic
        was, is_ = (statistic(each, claim.figure, method) for each in (before, after))
        if claim.same_mix != (fault == "mix of clients"):
            is_ = _weighed(before, after, claim.figure, method)
        if fault == "worst week as baseline" and claim.said == "level":
            is_ = min(_by_week(after, claim.figure, method))
        elif fault == "worst week as baseline":
            was = max(_by_week(before, claim.figure, method))
        if claim.said == "level":
            return is_
        if not was * is_ > 0:
            return float("nan")
        if claim.said in ("points", "times"):
            return is_ - was if claim.said == "points" else was / is_
        return 100 * (is_ - was) / (is_ if fault == "share of after" else was)


def _by_week(found: Units, figure: str, method: Any) -> list[float]:
    return _of_each(found, found.week, np.unique(found.week), figure, method)


def definitions() -> Iterator[Claim]:
    """Every claim that may be made about a deploy, without a figure."""
    for name in ("p50", "p95", "p99", "mean", "failed"):
        for of in ("requests", "attempts"):
            for counted in ("all",) if name == "failed" else ("all", "answered"):
                for said in ("level", "change", "times", *(("points",) if name == "failed" else ())):
                    for same_mix in (False, True) if name in ("mean", "failed") and said != "level" else (False,):
                        yield Claim("", "", name, of, counted, said, same_mix, 0.0)  # type: ignore[arg-type]


DEFINITIONS = tuple(definitions())


def habits(claim: Claim) -> list[str]:
    """The faults that a claim's definition allows."""
    fits = {
        "averaged over hosts": not claim.same_mix and claim.figure != "mean",
        "who is counted": claim.figure != "failed",
        "mix of clients": claim.figure in ("mean", "failed") and claim.said != "level",
        "share of after": claim.said == "change",
    }
    return [fault for fault in FAULTS if fits.get(fault, True)]


def group_of(claim: Claim) -> str:
    """Which of `GROUPS` a claim belongs to."""
    return "same clients" if claim.same_mix else "level" if claim.said == "level" else "change"


def _boasts(claim: Claim) -> bool:
    """Whether a packet would hold it: a level, or an improvement that can be seen and be true."""
    if claim.said == "level":
        return claim.stated > 0.5
    if claim.said == "times":
        return claim.stated > 1.05
    return claim.stated < -0.3 if claim.said == "points" else -95 < claim.stated < -4


def three_digits(value: float) -> float:
    """As a claim states it."""
    return float(f"{value:.3g}")


@lru_cache(maxsize=32)  # the test cells of one exercise share theirs
def packet(seed: int) -> tuple[Log, list[Claim], dict[str, str]]:
    """A log, 16 claims about it, and of those that do not follow the fault, by id."""
    raw, rng = log(seed), np.random.default_rng([seed, 202])
    figures, claims, wrong = Figures(raw), list[Claim](), dict[str, str]()
    groups = [group for group, size in GROUPS.items() for _ in range(size)]
    for number, place in enumerate(rng.permutation(len(groups)), 1):
        claim, fault = _drawn(rng, figures, groups[place], claims)
        claims.append(replace(claim, id=f"claim-{number:02}"))
        wrong |= {f"claim-{number:02}": fault} if fault else {}
    return raw, claims, wrong


def _drawn(rng: np.random.Generator, figures: Figures, group: str, others: list[Claim]) -> tuple[Claim, str]:
    """A claim of a group that is unlike the others, and its fault or "".

    A coin decides whether it is wrong. Then a fault is drawn, and a definition in which it shows: a right claim is one
    that could have been wrong. No two claims share a definition or a figure, or one of them would be known as wrong.
    """
    wrong = bool(rng.random() < 0.5)
    stated, made = {claim.stated for claim in others}, {replace(claim, id="", stated=0.0) for claim in others}
    for fault in rng.permutation(FAULTS).tolist():
        fitting = [each for each in DEFINITIONS if group_of(each) == group and fault in habits(each)]
        for place in rng.permutation(len(fitting) * len(figures.deploys)):
            number, deploy = divmod(int(place), len(figures.deploys))
            bare = replace(fitting[number], deploy=f"deploy-{deploy + 1}")
            claim = replace(bare, stated=three_digits(_stated(figures, bare, fault, wrong)))
            if _boasts(claim) and claim.stated not in stated and bare not in made:
                return claim, fault if wrong else ""
    return _drawn(rng, figures, "change", others)  # deploys of this log hardly move what the group is about


def _stated(figures: Figures, claim: Claim, fault: str, wrong: bool) -> float:
    """The figure that the packet states, with the fault or without; NaN where the fault would not show."""
    right, value = figures.of(claim), figures.of(claim, fault)
    if not (abs(right) > 0.1 and abs(value - right) >= _LEAST_GAP * abs(right)):
        return float("nan")
    others = [figures.of(claim, method=method) for method in _METHODS] if claim.figure[0] == "p" else [right]
    if max(others) - min(others) > 0.02 * abs(right):
        return float("nan")
    return value if wrong else right


def reference(raw: Log, claims: list[Claim], slack: float = TOLERANCE) -> set[str]:
    """The ids of the claims that lie further than `slack` from their figure."""
    figures = Figures(raw)
    return {c.id for c in claims if not abs(c.stated - (right := figures.of(c))) <= slack * abs(right)}


def astray(seeds: Iterable[int]) -> dict[str, tuple[int, float, int]]:
    """What each habit does in the packets of these seeds: wrong claims, median distance from the figure, turned.

    The distance is a share of the figure; turned are those that make an improvement of what got worse.
    """
    found: dict[str, list[tuple[float, bool]]] = {fault: [] for fault in FAULTS}
    for raw, claims, wrong in map(packet, seeds):
        figures = Figures(raw)
        for claim in claims:
            if claim.id in wrong:
                right = figures.of(claim)
                worse = right < 1 if claim.said == "times" else right > 0 and claim.said in ("change", "points")
                found[wrong[claim.id]].append((abs(claim.stated / right - 1), worse))
    return {
        fault: (len(rows), float(np.median([far for far, _ in rows])), sum(worse for _, worse in rows))
        for fault, rows in found.items()
    }


def averaged_over_pooled(figure: Any, host_spread: float, seeds: Iterable[int]) -> float:
    """The mean of the hosts' quantiles divided by the quantile over all attempts, averaged over logs of calm weeks."""
    claim = Claim("", "deploy-2", figure, "attempts", "answered", "level", same_mix=False, stated=0.0)
    logs = [Figures(log(seed, host_spread=host_spread, kinds=("nothing",) * 3)) for seed in seeds]
    return float(np.mean([figures.of(claim, FAULTS[0]) / figures.of(claim) for figures in logs]))
