"""What sets a team's adverts apart: log odds with a prior, without the loudest advert, and lesser ways."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import log, sqrt

from rounds.worlds.adverts import NEEDS, Advert, Market

PRIOR = 50.0  # mentions that the prior is worth


def mentions(adverts: Iterable[Advert]) -> Counter[str]:
    """All mentions of some adverts together."""
    total: Counter[str] = Counter()
    for advert in adverts:
        total.update(advert.mentions)
    return total


def peers(ours: Sequence[Advert], others: Sequence[Advert]) -> list[Advert]:
    """The other adverts of the team's own family."""
    return [advert for advert in others if advert.family == ours[0].family]


def z_score(here: float, all_here: float, there: float, all_there: float) -> float:
    """Log odds ratio with an informative Dirichlet prior, in standard errors (Monroe, Colaresi and Quinn, 2008)."""
    prior = PRIOR * (there + 0.5) / (all_there + 0.5 * len(NEEDS))
    odds = log((here + prior) / (all_here + PRIOR - here - prior))
    usual = log((there + prior) / (all_there + PRIOR - there - prior))
    return (odds - usual) / sqrt(1 / (here + prior) + 1 / (there + prior))


def scores(ours: Sequence[Advert], others: Sequence[Advert], *, loudest: bool = False) -> dict[str, float]:
    """The z score of each need that the team mentions; without its loudest advert on that need unless `loudest`."""
    usual, found = mentions(others), {}
    said, sizes = mentions(ours), [sum(advert.mentions.values()) for advert in ours]
    for need in sorted(said):
        top, size = max((advert.mentions.get(need, 0), size) for advert, size in zip(ours, sizes, strict=True))
        here, all_here = (said[need], sum(sizes)) if loudest else (said[need] - top, sum(sizes) - size)
        found[need] = z_score(here, all_here, usual[need], usual.total())
    return found


def distinctive(ours: Sequence[Advert], others: Sequence[Advert], least: float = 2.2) -> set[str]:
    """The needs that stand out from the team's family, by `least` standard errors, in more than one advert."""
    return {need for need, z in scores(ours, peers(ours, others)).items() if z >= least}


def _top(scored: dict[str, float], many: int = 6) -> set[str]:
    return set(sorted(scored, key=lambda need: (-scored[need], need))[:many])


def _shares(ours: Sequence[Advert], others: Sequence[Advert]) -> dict[str, float]:
    said, usual = mentions(ours), mentions(others)
    return {need: said[need] / said.total() - usual[need] / usual.total() for need in said}


def _tf_idf(ours: Sequence[Advert], others: Sequence[Advert]) -> dict[str, float]:
    said = mentions(ours)
    held = Counter(need for advert in others for need in advert.mentions)
    return {need: said[need] * log(len(others) / (1 + held[need])) for need in said}


# Ways to choose, by what they get wrong.
WAYS: dict[str, Callable[[Sequence[Advert], Sequence[Advert]], set[str]]] = {
    "most mentioned": lambda ours, _: _top(dict(mentions(ours))),
    "tf-idf, all families": lambda ours, others: _top(_tf_idf(ours, others)),
    "log odds, all families": lambda ours, others: _top(scores(ours, others, loudest=True)),
    "tf-idf, own family": lambda ours, others: _top(_tf_idf(ours, peers(ours, others))),
    "shares, own family": lambda ours, others: _top(_shares(ours, peers(ours, others))),
    "log odds, own family": lambda ours, others: _top(scores(ours, peers(ours, others), loudest=True)),
    "and not in one advert alone": lambda ours, others: _top(scores(ours, peers(ours, others))),
    "and only what stands out": distinctive,
}


def found(choose: Callable[[Sequence[Advert], Sequence[Advert]], set[str]], markets: Sequence[Market]) -> float:
    """How well the choices agree with the truth over all markets together: F1, from 0 to 1."""
    chosen = [choose(each.ours, each.others) for each in markets]
    hits = sum(len(one & each.own) for one, each in zip(chosen, markets, strict=True))
    return 2 * hits / (sum(map(len, chosen)) + sum(len(each.own) for each in markets))
