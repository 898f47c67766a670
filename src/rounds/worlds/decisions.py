"""Decision records of a platform team, each complete and each with the raw numbers that it rests on.

A record has a context, options with benchmark runs, a decision, its cost, a size and a trigger for going back on it.
Some are contradicted by their own numbers, each in one of six ways (`FAULTS`); the others come close to it.
"""

from dataclasses import dataclass

import numpy as np

FAULTS = (
    "dominated",  # another option costs less and is faster at the same loads
    "within noise",  # another option costs less, and the runs do not show that the chosen one is faster
    "trigger fired",  # the condition for going back has been met
    "trigger dead",  # the condition cannot be met, whatever happens
    "cost contradicts context",  # the year's cost is not what the traffic and the price give
    "past the knee",  # the nodes cannot carry the peak within the SLO
)
SOUND = 0.4  # the share of the records that are sound


@dataclass(frozen=True)
class Option:
    """What could be chosen: its price per million requests, and the p99 of its runs at some loads (requests/s)."""

    id: str
    usd_per_million: float
    load_rps: list[float]
    p99_ms: list[float]


@dataclass(frozen=True)
class Record:
    """One decision record with its attachments.

    Context: `slo_ms`, `requests_daily` (four weeks), `peak_rps`. Decision: `chosen`, the id of one of `options`, for
    its speed; `usd_per_year`, what it costs; `nodes`, each as in the load test, where at `test_load_rps` a node had
    `test_p99_ms`. Trigger: go back when the daily p99 is above `trigger_over_ms` on `trigger_days` days running;
    `p99_daily_ms` is that p99 since the decision, as clients measured it until they gave up.
    """

    id: str
    slo_ms: float
    requests_daily: list[int]
    peak_rps: float
    options: list[Option]
    chosen: str
    usd_per_year: float
    nodes: int
    test_load_rps: list[float]
    test_p99_ms: list[float]
    trigger_over_ms: float
    trigger_days: int
    p99_daily_ms: list[float]

    def __str__(self) -> str:
        mean = np.mean(self.requests_daily) / 1e6
        others = ", ".join(option.id for option in self.options if option.id != self.chosen)
        return (
            f"{self.id}. Context: {mean:.0f} million requests a day, {self.peak_rps:,.0f}/s at peak, "
            f"SLO p99 <= {self.slo_ms:g} ms.\n"
            f"Decision: {self.chosen}, the faster for its price; considered: {others}. {self.nodes} nodes, "
            f"{self.usd_per_year:,.0f} USD a year.\n"
            f"Go back when p99 > {self.trigger_over_ms:g} ms on {self.trigger_days} days running."
        )


def records(seed: int, size: int = 20, *, unlike: float = 0.7) -> tuple[list[Record], dict[str, str]]:
    """Records, and the fault of each that has one, by id.

    `unlike` is the share of records whose options were benchmarked over unlike ranges of load.
    """
    rng = np.random.default_rng([seed, 211])
    kinds = ["" if rng.random() < SOUND else str(rng.choice(FAULTS)) for _ in range(size)]
    ids = [f"record-{number:02}" for number in range(1, size + 1)]
    made = [_record(rng, name, fault, bool(rng.random() < unlike)) for name, fault in zip(ids, kinds, strict=True)]
    return made, {name: fault for name, fault in zip(ids, kinds, strict=True) if fault}


def _record(rng: np.random.Generator, name: str, fault: str, unlike: bool) -> Record:
    options, chosen = _options(rng, fault, unlike)
    daily, yearly = _bill(rng, options, chosen, fault == "cost contradicts context")
    slo = float(rng.choice([150, 200, 250, 300]))
    loads, p99, inside = _load_test(rng, slo)
    peak = float(round(rng.uniform(1.8, 3.0) * float(np.mean(daily)) / 86_400, -1))
    room = rng.uniform(0.76, 0.88) if fault == "past the knee" else rng.uniform(1.02, 1.4)
    nodes = int(peak / inside * room) if room < 1 else int(np.ceil(peak / inside * room))
    over, days, series = _trigger(rng, fault)
    return Record(
        name, slo, daily, peak, options, chosen, yearly, nodes, loads, p99, over, days, series
    )  # fmt: skip


def _bill(rng: np.random.Generator, options: list[Option], chosen: str, contradicts: bool) -> tuple[list[int], float]:
    """Requests of 28 days with quiet weekends, and the USD of a year that the record states."""
    week = np.array([1, 1, 1, 1, 1, *rng.uniform(0.6, 0.85, 2)])
    daily = rng.uniform(8e7, 4e8) * np.tile(week, 4) * np.exp(rng.normal(0, 0.05, 28))
    unit = next(option.usd_per_million for option in options if option.id == chosen)
    # A month for a year, every day as the largest, five days a week, the price of an option that was not chosen.
    largest = max(1.15, float(daily.max() / daily.mean()))
    other = max((option.usd_per_million / unit for option in options), key=lambda ratio: abs(ratio - 1))
    off = float(rng.choice([1 / 12, largest, 5 / 7, other if abs(other - 1) > 0.15 else 1.2])) if contradicts else 1.0
    yearly = float(daily.mean()) * 365 / 1e6 * unit * off * rng.uniform(0.98, 1.02)
    return [int(round(day, -3)) for day in daily], float(f"{yearly:.3g}")


def _options(rng: np.random.Generator, fault: str, unlike: bool) -> tuple[list[Option], str]:
    """Three options and the id of the chosen: p99 grows with load, runs are noisy, ranges of load may differ.

    Option 0 is chosen, 1 is the cheaper rival that decides, 2 is faster and dearer or slower and cheaper.
    """
    noise, runs, base = rng.uniform(0.04, 0.09), int(rng.integers(14, 21)), rng.uniform(40, 65)
    dearer = rng.random() < 0.5
    slowness = [1.0, rng.uniform(1.3, 1.9), rng.uniform(0.5, 0.75) if dearer else rng.uniform(1.3, 1.9)]
    prices = np.array([1.0, rng.uniform(0.5, 0.9), rng.uniform(1.2, 1.9) if dearer else rng.uniform(0.5, 0.9)])
    if fault == "dominated":
        slowness[1] = rng.uniform(0.55, 0.77)
    if fault == "within noise":
        slowness[1] = 1.0
    # A rival that was run at lower loads looks fast, at higher ones slow: mostly the wrong way round.
    low, high = (150.0, rng.uniform(620, 700)), (rng.uniform(330, 400), 1050.0)
    spans = [(rng.uniform(150, 250), rng.uniform(850, 1050)) for _ in slowness]
    if unlike:
        misleads = rng.random() < 0.7
        spans[:2] = [low, high] if misleads == (fault == "dominated") else [high, low]
    loads = [np.round(np.linspace(*span, runs)) for span in spans]
    errors = [rng.normal(0, noise, runs) for _ in spans]
    if fault == "within noise":
        errors[1] += _balance(rng, loads, errors, noise)
    p99 = [
        base * slow / (1 - 0.78 * at / 1200) * np.exp(e) for slow, at, e in zip(slowness, loads, errors, strict=True)
    ]
    order, prices = rng.permutation(3), np.round(rng.uniform(0.3, 2.0) * prices, 2)
    ids = ["option-a", "option-b", "option-c"]
    options = [
        Option(ids[place], float(prices[k]), loads[k].tolist(), np.round(p99[k], 1).tolist())
        for place, k in enumerate(order)
    ]
    return options, ids[int(np.flatnonzero(order == 0)[0])]


def _balance(rng: np.random.Generator, loads: list[np.ndarray], errors: list[np.ndarray], noise: float) -> float:
    """What to add to the rival's errors, so that the chosen option looks better by less than its noise."""
    low, high = max(at.min() for at in loads[:2]), min(at.max() for at in loads[:2])
    shared = [(at >= low) & (at <= high) for at in loads[:2]]
    means = [float(e[mask].mean()) for e, mask in zip(errors, shared, strict=False)]
    luck = noise * np.sqrt(sum(1 / mask.sum() for mask in shared))
    return means[0] - means[1] + float(rng.uniform(-0.1, 0.3)) * float(luck)


def _load_test(rng: np.random.Generator, slo: float) -> tuple[list[float], list[float], float]:
    """Loads on one node, their p99s, and the highest load that stays within the SLO; beyond the knee p99 explodes."""
    knee = rng.uniform(200, 500)
    loads = np.round(np.linspace(40, knee * 1.3, 18))
    rising = 25 / (1 - np.minimum(0.985, 0.86 * (loads / knee) ** 3))
    p99 = np.round(np.maximum.accumulate(rising * np.exp(rng.normal(0, 0.05, len(loads)))), 1)
    return loads.tolist(), p99.tolist(), float(loads[p99 <= slo].max())


def _trigger(rng: np.random.Generator, fault: str) -> tuple[float, int, list[float]]:
    """Threshold (ms), days running, and the daily p99 (ms); in half of the records clients give up at some time."""
    days, running = int(rng.integers(60, 91)), int(rng.integers(3, 7))
    drift = np.zeros(days)
    for day in range(1, days):
        drift[day] = 0.8 * drift[day - 1] + rng.normal(0, 0.1)
    usual = rng.uniform(90, 130)
    series = usual * np.exp(drift)
    capped = fault == "trigger dead" or rng.random() < 0.5
    over = float(round(usual * rng.uniform(1.25, 1.7)))
    series = np.where(series > over, over * rng.uniform(0.85, 0.97, days), series)
    start = int(rng.integers(5, days - 30))
    if fault == "trigger fired":
        runs = [(start, running + int(rng.integers(0, 3)))]
    elif rng.random() < 0.7:  # the near miss: often above, never so many days running
        runs = [(start, running - 1), (start + running, running - 1), (start + 2 * running, 1)]
    else:
        runs = []
    cap = 10 * float(
        np.floor(over * rng.uniform(0.8, 0.98) / 10)
    )  # what the clients' timeout makes of all that is slower
    if fault != "trigger dead":
        cap = 10 * float(np.ceil(over * rng.uniform(1.03, 1.25) / 10))
    high = 0.85 * cap if fault == "trigger dead" else over
    for first, many in runs:
        series[first : first + many] = high * rng.uniform(1.02, 1.17, many)
    if capped:
        series[days - 1 - 2 * rng.permutation(8)[: int(rng.integers(3, 7))]] = 2 * cap
        series = np.minimum(series, cap)
    else:
        series[series.argmax()] += 0.4  # a largest value that comes once
    return over, running, np.round(series, 1).tolist()
