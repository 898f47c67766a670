"""Columns of availability: in a window, of one of several loads, between two seconds."""

from collections.abc import Mapping
from math import nan

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


def between(shares: Mapping[str, float]) -> str:
    """The least and the largest of some policies' shares, as a title has them."""
    least, most = min(shares, key=shares.__getitem__), max(shares, key=shares.__getitem__)
    if round(shares[least], 2) == round(shares[most], 2):
        return f"{shares[least]:.0%}"
    return f"{shares[least]:.0%} ({least}) to {shares[most]:.0%} ({most})"
