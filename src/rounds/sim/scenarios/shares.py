"""Columns of availability: in a window, of one of several loads, between two seconds."""

from collections.abc import Mapping
from math import isnan, nan

from rounds.sim.result import Result, Window
from rounds.sim.scenarios.columns import Column, percent


def share(result: Result, first: float, last: float) -> float:
    """The availability of the requests that came from one second to before another; NaN where none came."""
    window = slice(round(first), round(last))
    came = result.series["arrivals"][window].sum()
    good = result.series["ok"][window].sum() + result.series["degraded"][window].sum()
    return float(good / came) if came else nan


def available(key: str, heading: str, window: Window, load: str = "") -> Column:
    """The availability in a window, of one load or of all."""
    return Column(key, heading, lambda result: _of(result, load).availability(window), percent)


def _of(result: Result, load: str) -> Result:
    return result.loads[load] if load else result


def whole(value: float) -> str:
    """A count."""
    return f"{value:.0f}"


def times(value: float) -> str:
    """A factor."""
    return f"× {value:.2f}"


def told(value: float, form: str = "{:.0%}") -> str:
    """A figure in a title; a dash where there is none."""
    return "–" if isnan(value) else form.format(value)


def between(shares: Mapping[str, float]) -> str:
    """The least and the largest of some policies' shares, as a title has them."""
    known = {name: share for name, share in shares.items() if not isnan(share)}
    if not known:
        return told(nan)
    least, most = min(known, key=known.__getitem__), max(known, key=known.__getitem__)
    if told(known[least]) == told(known[most]):
        return told(known[least])
    return f"{told(known[least])} ({least}) to {told(known[most])} ({most})"
