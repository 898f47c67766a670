"""A deploy whose effect is claimed: twelve weeks of a latency metric of nine services, and the log of what changed.

All services share a trend, a weekly season and a launch of the whole company within days of the deploy; the noise of a
day carries over to the next. Two peers had a deploy of their own. What only one service met is nowhere in the data.
"""

from dataclasses import dataclass

import numpy as np

from rounds.sim.plots import BLUE, GREY, ORANGE, Picture
from rounds.worlds.pictures import picture

DAYS, PEERS = 84, 8
EVERYONE = -1
_WEEK = (0.0, 0.01, 0.0, 0.02, 0.06, 0.12, 0.10)  # log of the load's pull on latency, from Monday
_CALM = (0.012, 0.027)  # range of the standard deviation of the daily noise of the calm half, as a share
_LOUD = (0.027, 0.06)


@dataclass(frozen=True)
class Rollout:
    """What is known of one deploy.

    `p99_ms` has a row a service and a column a day, in milliseconds; row 0 is yours. `log` lists what changed in the
    order of the days: (day, row of the service), the row being `EVERYONE` for a launch of the whole company.
    """

    p99_ms: np.ndarray
    log: list[tuple[int, int]]

    @property
    def deploy(self) -> int:
        """The first day with your deploy."""
        return next(day for day, service in self.log if service == 0)

    @property
    def launch(self) -> int:
        """The first day of the launch that all services share."""
        return next(day for day, service in self.log if service == EVERYONE)

    @property
    def clean_peers(self) -> list[int]:
        """The rows of the peers without a deploy of their own."""
        changed = {service for _, service in self.log}
        return [service for service in range(1, len(self.p99_ms)) if service not in changed]


@dataclass(frozen=True)
class Truth:
    """What nobody knows: the deploy's effect in percent of p99, and the noise.

    `ideal_width` is that of the 90% interval of somebody who knows how large the noise is and how long it lasts, in
    percentage points; `noise` is "calm" or "loud".
    """

    effect: float
    ideal_width: float
    noise: str


def rollout(
    seed: int, *, noise: str = "", carry: float | None = None, local: float = 0.0, louder: float = 1.0
) -> tuple[Rollout, Truth]:
    """One deploy drawn from `seed`, and its truth.

    `noise` is "calm" or "loud", left out: either. `carry` is the share of a day's noise that is left the next day,
    left out: 0.4 to 0.85. `local` is the standard deviation of a change that met only your service three days after
    the deploy and that no log shows, as a share. `louder` is how many times your noise is as large as a peer's.
    """
    rng = np.random.default_rng([seed, 11])
    noise = noise or ("calm", "loud")[int(rng.integers(2))]
    sd = float(np.exp(rng.uniform(*np.log(_CALM if noise == "calm" else _LOUD))))
    drawn = float(rng.uniform(0.4, 0.85))
    kept = _carrying(drawn if carry is None else carry)
    day, deploy = np.arange(DAYS), int(rng.integers(35, 50))
    launch = deploy + int(rng.integers(-4, 5))
    shared = rng.normal(0, 0.0015) * day + np.array(_WEEK)[day % 7] * rng.uniform(0.5, 1.5)
    shared = shared + (day >= launch) * rng.normal(0.06, 0.10)
    noises = sd * rng.normal(size=(PEERS + 1, DAYS)) @ kept.T
    noises[0] *= louder
    logs = rng.normal(5, 0.5, (PEERS + 1, 1)) + shared + noises
    effect = float(rng.normal(-0.06, 0.08))
    logs[0, deploy:] += effect
    log = [(deploy, 0), (launch, EVERYONE)]
    for peer in rng.choice(np.arange(1, PEERS + 1), 2, replace=False):
        own = deploy + int(rng.integers(-15, 16))
        logs[peer, own:] += rng.normal(0, 0.15)
        log.append((own, int(peer)))
    logs[0, deploy + 3 :] += rng.normal(0, 1) * local
    contrast = np.where(day < deploy, -1 / deploy, 1 / (DAYS - deploy))
    width = 2 * 1.645 * sd * float(np.linalg.norm(contrast @ kept)) * (1 + 1 / (PEERS - 2)) ** 0.5
    truth = Truth(100 * float(np.expm1(effect)), 100 * width * float(np.exp(effect)), noise)
    return Rollout(np.exp(logs), sorted(log)), truth


def before_after(p99_ms: np.ndarray, log: list[tuple[int, int]]) -> tuple[float, float, float]:
    """The effect (percent) and its 90% interval by your own mean before and after, as if days were independent."""
    return _step(np.log(p99_ms[0]), Rollout(p99_ms, log).deploy)


def textbook(p99_ms: np.ndarray, log: list[tuple[int, int]]) -> tuple[float, float, float]:
    """The same by difference-in-differences with the clean peers; the days still pass as independent."""
    known = Rollout(p99_ms, log)
    logs = np.log(p99_ms)
    return _step(logs[0] - logs[known.clean_peers].mean(axis=0), known.deploy)


def _step(series: np.ndarray, day: int) -> tuple[float, float, float]:
    before, after = series[:day], series[day:]
    effect = after.mean() - before.mean()
    variance = (before.var() * len(before) + after.var() * len(after)) / (len(series) - 2)
    half = 1.66 * (variance * (1 / len(before) + 1 / len(after))) ** 0.5
    low, middle, high = (100 * float(np.expm1(end)) for end in (effect - half, effect, effect + half))
    return middle, low, high


def _carrying(carry: float) -> np.ndarray:
    """What makes days that carry over of independent ones: a first-order autoregression, as a matrix.

    Each day keeps the share `carry` of the day before; every day has the variance of an independent one.
    """
    row, column = np.indices((DAYS, DAYS))
    made: np.ndarray = np.tril((carry ** np.arange(DAYS))[np.abs(row - column)])
    made[:, 1:] *= (1 - carry**2) ** 0.5
    return made


def timeline(title: str, known: Rollout) -> Picture:
    """Your metric and the peers', as shares of their means before your deploy, and the days of the log."""
    shares = known.p99_ms / known.p99_ms[:, : known.deploy].mean(axis=1, keepdims=True)
    with picture(8.6, 3.8) as (figure, (axes,)):
        for peer, row in enumerate(shares[1:], start=1):
            clean = peer in known.clean_peers
            axes.plot(row, color="#B8B8B8" if clean else ORANGE, lw=1.0, alpha=0.9)
        axes.plot(shares[0], color=BLUE, lw=2.4)
        changed = [service for service in range(1, len(shares)) if service not in known.clean_peers]
        groups = (
            ("your service", [0], BLUE),
            ("clean peers", known.clean_peers, GREY),
            ("changed peers", changed, ORANGE),
        )
        line = 0.07 * np.ptp(axes.get_ylim())  # of text: names that would stand on each other move up
        lowest = -np.inf
        for height, name, colour in sorted((shares[rows, -7:].mean(), name, colour) for name, rows, colour in groups):
            lowest = max(height, lowest + line)
            axes.annotate(name, (DAYS, lowest), color=colour, va="center", annotation_clip=False)
        days = sorted([(known.deploy, " your deploy ", BLUE), (known.launch, " the launch ", GREY)])
        for (day, name, colour), side in zip(days, ("right", "left"), strict=True):
            axes.axvline(day, color=colour, ls="--", lw=1.4)
            axes.annotate(name, (day, 1), xycoords=("data", "axes fraction"), color=colour, ha=side, va="top")
        axes.set_xlabel("day")
        axes.set_ylabel("p99, of its mean before")
        axes.set_title(title)
    return figure
