"""A promotion packet: claims about a service, each with its definition, beside the raw log that they were drawn from.

A request is sent in attempts until one is answered or none is left; an attempt takes time, and is cut at the timeout.
Three deploys change one thing each. The claims of a hidden packet, and which of them do not follow from the log, come
from `rounds.worlds.references.claims`, since who can make them can also check them.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

CLIENTS = ("tv", "phone", "web")
WINDOW = 3  # whole weeks before a deploy's week, and as many after it, are compared
TOLERANCE = 0.05  # a claim follows when it lies within this share of the figure
WEEKS = 17
_DEPLOYS = (4, 8, 12)  # weeks
_KINDS = ("faster", "fewer errors", "shorter timeout", "retries", "nothing")


@dataclass(frozen=True)
class Log:
    """Every attempt of 17 weeks, one row each: equally long columns, ordered by request and attempt.

    `week` from 0; `request` its number; `attempt` from 1; `host` its number; `client` a place in `CLIENTS`; `ms` what
    the attempt took; `ok` whether it was answered without an error. `deploys` tells the week of each.
    """

    week: np.ndarray
    request: np.ndarray
    attempt: np.ndarray
    host: np.ndarray
    client: np.ndarray
    ms: np.ndarray
    ok: np.ndarray
    deploys: dict[str, int]


@dataclass(frozen=True)
class Claim:
    """One figure of the packet, and the definition that it must follow from.

    `figure`: "p50", "p95" or "p99" (quantiles over all that is counted), "mean" (of times), or "failed" (a share).
    `of`: "requests" (time: all attempts together; failed: the last attempt is) or "attempts" (each on its own).
    `counted`: "all", or "answered" (those not failed; times only).
    `said`: "level" (after the deploy, in ms, or in % for "failed"), "change" (in % of before), "points" (the change of
    "failed" in percentage points), or "times" (before divided by after).
    `same_mix`: the figure after is each client's own, weighed by that client's share of what was counted before.
    `stated`: the claim, to three digits; a fall is negative.
    """

    id: str
    deploy: str
    figure: Literal["p50", "p95", "p99", "mean", "failed"]
    of: Literal["requests", "attempts"]
    counted: Literal["all", "answered"]
    said: Literal["level", "change", "points", "times"]
    same_mix: bool
    stated: float

    def __str__(self) -> str:
        what = "failed share" if self.figure == "failed" else f"{self.figure} time"
        of = f"{'answered ' if self.counted == 'answered' else ''}{self.of}"
        unit = {"change": "%", "points": " points", "times": " times"}.get(
            self.said, "%" if self.figure == "failed" else " ms"
        )
        mix = ", same clients" if self.same_mix else ""
        return f"{self.id}: {what} of {of}{mix}, {self.said} at {self.deploy}: {self.stated:g}{unit}"


def log(seed: int, *, host_spread: float = 0.5, kinds: tuple[str, ...] | None = None) -> Log:
    """A log of some 15,000 requests.

    Hosts differ in speed by a lognormal factor of `host_spread`, clients in speed and errors; weeks are noisy, and one
    before each deploy is bad. One deploy coincides with a change of clients; `kinds` fixes what they all do.
    """
    rng = np.random.default_rng([seed, 201])
    plan = kinds or tuple(str(kind) for kind in rng.permutation(["other clients", *rng.permutation(_KINDS)[:2]]))
    per_week = rng.integers(800, 1000, WEEKS)
    week = np.repeat(np.arange(WEEKS), per_week)
    requests = len(week)
    rank = rng.permutation(len(CLIENTS))  # the slowest client also fails most
    client_ms, client_errors = np.array([120.0, 210.0, 350.0])[rank], np.array([0.015, 0.035, 0.08])[rank]
    now = _conditions(rng, plan, int(rank.argmin()), int(rank.argmax()))
    client = (rng.random(requests)[:, None] > now["mix"].cumsum(axis=1)[week, :2]).sum(axis=1)
    hosts = int(rng.integers(6, 10))
    pull, factor = rng.dirichlet(np.full(hosts, 3.0)), np.exp(rng.normal(0, host_spread, hosts))
    lost = rng.random(requests) < 0.5 * (client_errors[client] * now["errors"][week])  # no attempt will answer these
    spread = rng.uniform(0.4, 0.6)
    parts, open_ = [], np.arange(requests)
    for attempt in (1, 2, 3):
        at = week[open_]
        host = rng.choice(hosts, len(open_), p=pull)
        ms = client_ms[client[open_]] * factor[host] * now["slowness"][at] * np.exp(rng.normal(0, spread, len(open_)))
        cut = ms > now["timeout"][at]
        error = lost[open_] | (rng.random(len(open_)) < client_errors[client[open_]] * now["errors"][at])
        ms = np.round(np.where(cut, now["timeout"][at], np.where(error, 0.6, 1.0) * ms), 1)
        ok = ~(cut | error)
        parts.append((at, open_, np.full(len(open_), attempt), host, client[open_], ms, ok))
        open_ = open_[~ok & (attempt < now["attempts"][at])]
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.lexsort((columns[2], columns[1]))
    columns = [column[order] if column.dtype.kind in "fb" else column[order].astype(np.int32) for column in columns]
    at, request, attempts, host, client, ms, ok = columns
    deploys = {f"deploy-{number}": week for number, week in enumerate(_DEPLOYS, 1)}
    return Log(at, request, attempts, host, client, ms, ok, deploys)


def _conditions(rng: np.random.Generator, plan: tuple[str, ...], fastest: int, slowest: int) -> dict[str, np.ndarray]:
    """What holds in each week: slowness and errors (factors), timeout (ms), attempts, mix of clients (shares)."""
    slowness, errors = np.exp(rng.normal(0, 0.03, WEEKS)), np.exp(rng.normal(0, 0.1, WEEKS))
    timeout, attempts = np.full(WEEKS, float(rng.integers(14, 22) * 100)), np.full(WEEKS, 2)
    mix = np.tile(rng.dirichlet((8.0, 8.0, 8.0)), (WEEKS, 1))
    for kind, at in zip(plan, _DEPLOYS, strict=True):
        bad = at - rng.integers(1, WINDOW + 1)
        slowness[bad] *= rng.uniform(1.15, 1.5)
        errors[bad] *= rng.uniform(1.3, 2.2)
        if kind == "faster":
            slowness[at:] *= rng.uniform(0.6, 0.8)
        elif kind == "fewer errors":
            errors[at:] *= rng.uniform(0.4, 0.65)
        elif kind == "shorter timeout":
            timeout[at:] *= rng.uniform(0.35, 0.5)
        elif kind == "retries":
            attempts[at:] = 3
            attempts[:at] = 1
        elif kind == "other clients":  # a campaign brings one client's users; what the deploy did itself, they hide
            better = rng.random() < 0.5
            mix[at:] = 0.3 * mix[at:] + 0.7 * np.eye(len(CLIENTS))[slowest if better else fastest]
            slowness[at:] *= rng.uniform(0.75, 0.85) if better else rng.uniform(1.05, 1.15)
            errors[at:] *= rng.uniform(0.7, 0.85) if better else rng.uniform(1.05, 1.2)
    return {"slowness": slowness, "errors": errors, "timeout": timeout, "attempts": attempts, "mix": mix}


def practice() -> tuple[Log, list[Claim], set[str]]:
    """A packet to work on: its log, its claims, and the ids of those that do not follow."""
    claims = [Claim(f"claim-{number:02}", *fields) for number, fields in enumerate(_PRACTICE, 1)]
    return log(52), claims, {f"claim-{number:02}" for number in _PRACTICE_WRONG}


_PRACTICE_WRONG = (3, 5, 7, 8, 10, 11, 13, 16)
_PRACTICE: tuple[Any, ...] = (
    ("deploy-2", "failed", "requests", "all", "level", False, 1.36),
    ("deploy-2", "failed", "requests", "all", "change", False, -70.9),
    ("deploy-3", "mean", "requests", "answered", "change", True, -5.74),
    ("deploy-1", "failed", "attempts", "all", "change", False, -45.7),
    ("deploy-1", "failed", "attempts", "all", "times", True, 1.84),
    ("deploy-3", "failed", "requests", "all", "points", False, -0.922),
    ("deploy-3", "failed", "requests", "all", "times", True, 2.38),
    ("deploy-1", "p99", "requests", "answered", "level", False, 803.0),
    ("deploy-2", "p50", "requests", "answered", "level", False, 168.0),
    ("deploy-2", "failed", "attempts", "all", "change", True, -11.3),
    ("deploy-3", "mean", "attempts", "all", "change", True, -4.48),
    ("deploy-2", "failed", "attempts", "all", "level", False, 6.4),
    ("deploy-1", "p50", "requests", "answered", "change", False, -25.0),
    ("deploy-2", "p99", "attempts", "all", "change", False, -14.8),
    ("deploy-2", "p99", "attempts", "all", "times", False, 1.17),
    ("deploy-3", "mean", "requests", "answered", "change", False, -4.43),
)
