"""A hundred clients write the same row, and how they wait decides how long it takes and what it costs.

Every client reads the row and writes it back; the write is refused if another came in between (optimistic concurrency
control). Those who try again at once finish first, all hundred in two seconds: somebody is always about to write, so
the row is never idle. They also pay most, 2,400 writes for 100 that count. The textbook's remedy, a wait that doubles,
is the worst of all: over a minute, and still three quarters of the writes. Clients that were refused together wait
equally long and come back together; the herd only comes less often. What helps is not to wait longer but to wait
differently. Jitter spreads the herd: a third of the writes, in some five seconds. Full jitter sends fewest,
decorrelated jitter is a little faster and sends a quarter more.

Backoff is the cure here because the work is finite: all come at once, and then nobody. Where clients keep coming, as in
retry-storm, it moves the load about and takes none away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isnan, nan
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from rounds.sim.contention import Backoff, Contention, Refusal, Trial, contend
from rounds.sim.scenarios.spec import Param, ScenarioSpec

if TYPE_CHECKING:
    from rounds.sim.plots import Picture

SHARES = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)  # of the clients: the points of the curves


def none(_: Refusal) -> float:
    """Tries again at once."""
    return 0.0


def exponential(refusal: Refusal) -> float:
    """Waits base x 2^failures seconds, at most the cap."""
    return min(refusal.cap, refusal.base * 2.0 ** min(refusal.failures, 60))


def full_jitter(refusal: Refusal) -> float:
    """Waits a random part of the exponential wait."""
    return refusal.u * exponential(refusal)


def equal_jitter(refusal: Refusal) -> float:
    """Waits half of the exponential wait and a random part of the other half."""
    return (1 + refusal.u) / 2 * exponential(refusal)


def decorrelated_jitter(refusal: Refusal) -> float:
    """Waits between the base and three times its last wait, at most the cap."""
    return min(refusal.cap, refusal.base + refusal.u * (3 * refusal.previous - refusal.base))


class Figures(NamedTuple):
    """Means over trials, with their standard errors (NaN of a single trial): seconds until all are done, writes."""

    time: float
    time_error: float
    calls: float
    calls_error: float

    @classmethod
    def of(cls, trials: list[Trial]) -> "Figures":
        """The figures of some trials."""
        times, calls = np.array(trials, dtype=float).T
        root = len(trials) ** 0.5
        errors = [float(x.std(ddof=1)) / root if len(trials) > 1 else nan for x in (times, calls)]
        return cls(float(times.mean()), errors[0], float(calls.mean()), errors[1])


@dataclass(frozen=True, eq=False)
class ContentionStudy:
    """Several backoffs in the same contention: `figures` maps each one's name and the number of clients to figures."""

    contention: Contention
    seeds: tuple[int, ...]
    figures: Mapping[str, Mapping[int, Figures]]

    def as_json(self) -> dict[str, Any]:
        """Plain data for each backoff, of all clients and by their number; times in seconds."""
        return {
            name: _plain(self.contention.clients, curve[self.contention.clients])
            | {"by_clients": [_plain(clients, figures) for clients, figures in curve.items()]}
            for name, curve in self.figures.items()
        }

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """The headings and a row of texts for each backoff, of all clients: means, and standard errors after ±."""
        clients = self.contention.clients
        headings = ("backoff", "time until all are done", "writes", "writes a client")
        rows: list[tuple[str, ...]] = []
        for name, curve in self.figures.items():
            now = curve[clients]
            time = f"{now.time:.3f}{_error(now.time_error, 3)} s"
            rows.append((name, time, f"{now.calls:.0f}{_error(now.calls_error, 1)}", f"{now.calls / clients:.1f}"))
        return headings, rows

    def plot(self) -> "Picture":
        """Writes and time against the number of clients, a curve for each backoff."""
        return _plot(self)


def _error(error: float, digits: int) -> str:
    return "" if isnan(error) else f" ± {error:.{digits}f}"


def _plain(clients: int, figures: Figures) -> dict[str, Any]:
    time, time_error, calls, calls_error = (None if isnan(x) else round(x, 6) for x in figures)
    return {
        "clients": clients,
        "time_s": time,
        "time_error_s": time_error,
        "calls": calls,
        "calls_error": calls_error,
        "calls_per_client": round(figures.calls / clients, 6),
    }


def study(contention: Contention, backoffs: Mapping[str, Backoff], seeds: tuple[int, ...]) -> ContentionStudy:
    """Plays the trials of every seed for each backoff, with all clients and with parts of them."""
    numbers = sorted({max(1, round(share * contention.clients)) for share in SHARES})
    figures = {
        name: {
            clients: Figures.of(
                [t for seed in seeds for t in contend(replace(contention, clients=clients), backoff, seed)]
            )
            for clients in numbers
        }
        for name, backoff in backoffs.items()
    }
    return ContentionStudy(contention, seeds, figures)


def _plot(study: ContentionStudy) -> "Picture":
    from matplotlib import rc_context
    from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator

    from rounds.sim.plots import BLUE, GREEN, GREY, ORANGE, PURPLE, RED, STYLE, Picture
    from rounds.sim.scenarios.multiples import label_ends

    colours = dict(zip(BACKOFFS, (GREY, RED, BLUE, ORANGE, GREEN), strict=True))
    with rc_context(STYLE):  # type: ignore[arg-type]
        figure = Picture(figsize=(11, 4.8), layout="constrained")
        writes, time = figure.subplots(1, 2)
        time.set_yscale("log")
        for axes, title, unit in (
            (writes, "What each backoff costs", "writes sent"),
            (time, "How long each takes", "all done after (s)"),
        ):
            axes.set(xlabel="clients that write one row", ylabel=unit, title=title)
            axes.set_xlim(0, study.contention.clients)
        for name, curve in study.figures.items():
            look = {"marker": "o", "ms": 4, "color": colours.get(name, PURPLE), "label": name}
            writes.plot(list(curve), [figures.calls for figures in curve.values()], **look)
            time.plot(list(curve), [figures.time for figures in curve.values()], **look)
        writes.set_ylim(0)
        whole = [0, study.contention.clients]
        writes.plot(whole, whole, color=GREY, lw=1, ls="--", label="needed")
        time.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        time.yaxis.set_minor_locator(NullLocator())
        time.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        for axes in (writes, time):
            label_ends(axes)
    return figure


BACKOFFS: dict[str, Backoff] = {
    "none": none,
    "exponential": exponential,
    "full-jitter": full_jitter,
    "equal-jitter": equal_jitter,
    "decorrelated-jitter": decorrelated_jitter,
}

CONTENTION = ScenarioSpec(
    name="contention",
    summary="A hundred clients write one row; how they wait decides how long it takes and what it costs.",
    story=__doc__ or "",
    params={
        "clients": Param(100, "", 1, 300, "clients that each write the row once", whole=True),
        "base": Param(0.005, "s", 0.0001, 10, "the step of the backoff: half of the first ceiling"),
        "cap": Param(2, "s", 0.0001, 60, "the longest wait"),
        "delay": Param(0.01, "s", 0.0001, 1, "mean time that a message travels"),
        "spread": Param(0.002, "s", 0, 1, "its standard deviation"),
        "trials": Param(20, "", 1, 1000, "how often all of it is repeated for each seed", whole=True),
    },
    policies=BACKOFFS,
    build=Contention,
    study=study,
)
