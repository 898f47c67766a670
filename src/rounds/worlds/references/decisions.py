"""What solves `rounds.worlds.decisions`: each record checked against its own numbers."""

from collections.abc import Callable

import numpy as np

from rounds.worlds.decisions import Option, Record

Compare = Callable[[Option, Option], float]


def at_equal_loads(chosen: Option, other: Option) -> float:
    """How much slower the other is at the loads that both were run at, in standard errors; below 0 it is faster."""
    low, high = max(chosen.load_rps[0], other.load_rps[0]), min(chosen.load_rps[-1], other.load_rps[-1])
    loads = [load for load in chosen.load_rps if low <= load <= high]
    mine, theirs = (np.log(np.interp(loads, o.load_rps, o.p99_ms)) for o in (chosen, other))
    gaps = theirs - mine
    return float(np.mean(gaps) / (np.std(gaps, ddof=1) / np.sqrt(len(gaps))))


def of_all_runs(chosen: Option, other: Option) -> float:
    """The same over all runs of each, whatever their loads: Welch's t."""
    mine, theirs = np.log(chosen.p99_ms), np.log(other.p99_ms)
    spread = np.var(mine, ddof=1) / len(mine) + np.var(theirs, ddof=1) / len(theirs)
    return float((np.mean(theirs) - np.mean(mine)) / np.sqrt(spread))


def longest_run(series: list[float], over: float) -> int:
    """The most days running above a threshold."""
    longest = current = 0
    for value in series:
        current = current + 1 if value > over else 0
        longest = max(longest, current)
    return longest


def comparison(record: Record, compare: Compare = at_equal_loads) -> str:
    """ "dominated", "within noise" or ""."""
    chosen = next(option for option in record.options if option.id == record.chosen)
    cheaper = [option for option in record.options if option.usd_per_million < chosen.usd_per_million]
    evidence = [compare(chosen, option) for option in cheaper]
    if any(t < -2.5 for t in evidence):
        return "dominated"
    return "within noise" if any(t < 2.5 for t in evidence) else ""


def trigger(record: Record) -> str:
    """ "trigger fired", "trigger dead" or ""; the metric is cut where its largest value comes again and again."""
    if longest_run(record.p99_daily_ms, record.trigger_over_ms) >= record.trigger_days:
        return "trigger fired"
    top = max(record.p99_daily_ms)
    cut = record.p99_daily_ms.count(top) >= 3
    return "trigger dead" if cut and top <= record.trigger_over_ms else ""


def arithmetic(record: Record) -> str:
    """ "cost contradicts context", "past the knee" or ""."""
    price = next(option.usd_per_million for option in record.options if option.id == record.chosen)
    yearly = np.mean(record.requests_daily) * 365 / 1e6 * price
    if abs(record.usd_per_year / yearly - 1) > 0.06:
        return "cost contradicts context"
    test = zip(record.test_load_rps, record.test_p99_ms, strict=True)
    inside = max((load for load, p99 in test if p99 <= record.slo_ms), default=0.0)
    return "past the knee" if record.nodes * inside < record.peak_rps else ""


def review(records: list[Record], compare: Compare = at_equal_loads) -> dict[str, str]:
    """The fault of each record that has one, by id."""
    found = {r.id: arithmetic(r) or trigger(r) or comparison(r, compare) for r in records}
    return {name: fault for name, fault in found.items() if fault}
