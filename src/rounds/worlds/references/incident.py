"""Reviews of an incident: a joint fit with a replay without each change, parts of it, and what is commonly done."""

import re
from collections import Counter
from collections.abc import Callable

import numpy as np

from rounds.worlds.incident import CELLS, MINUTES, TENTH, Incident, onset, overflow

Review = Callable[[Incident], set[str]]


def applied(incident: Incident) -> dict[str, np.ndarray]:
    """Where and when each change was at work, from the logs: an array of 0 and 1 by cell and minute."""
    on = {change.id: np.zeros((CELLS, MINUTES)) for change in incident.timeline}
    for line in incident.logs:
        if found := re.match(r"(\d+):(\d+):\d+ INFO cell-(\d+) \S+ (\S+) applied$", line):
            hour, minute, cell, name = found.groups()
            on[name][int(cell), (int(hour) - 9) * 60 + int(minute) :] = 1
    return on


def _centred(by_cell_and_minute: np.ndarray) -> np.ndarray:
    """Without the means of cells and of minutes."""
    a = by_cell_and_minute
    return np.asarray(
        a - a.mean(axis=-1, keepdims=True) - a.mean(axis=-2, keepdims=True) + a.mean(axis=(-1, -2), keepdims=True)
    )


def fitted(on: dict[str, np.ndarray], outcome: np.ndarray) -> dict[str, float]:
    """What each change adds to the outcome, all at once, beside a level for each cell and for each minute.

    Two-way fixed effects by least squares, as in Angrist and Pischke, "Mostly harmless econometrics", 2009, chapter 5.
    """
    terms = _centred(np.array(list(on.values()))).reshape(len(on), -1)
    effects = np.linalg.lstsq(terms @ terms.T, terms @ _centred(outcome).ravel(), rcond=1e-9)[0]
    return dict(zip(on, effects.tolist(), strict=True))


def shares(incident: Incident) -> dict[str, float]:
    """The share of the failed requests that would not have failed without each change, as far as the data tell."""
    on = applied(incident)
    effects = fitted(on, np.log(incident.requests))
    failures = overflow(incident.requests).sum()
    return {
        name: float(1 - overflow(incident.requests / np.exp(effects[name] * on[name])).sum() / failures) for name in on
    }


def by_replay(incident: Incident) -> set[str]:
    """The reference: effects on requests, fitted together, then the incident without each change."""
    return {name for name, share in shares(incident).items() if share >= TENTH}


def by_effect(incident: Incident) -> set[str]:
    """All that raised the load, wherever: the fit without the replay."""
    effects = fitted(applied(incident), np.log(incident.requests))
    return {name for name, effect in effects.items() if effect > 0.05}


def by_failures(incident: Incident) -> set[str]:
    """All that go with a higher share of failures: the fit on what hurt instead of on what came."""
    effects = fitted(applied(incident), incident.failed / incident.requests)
    return {name for name, effect in effects.items() if effect > 0.03}


def one_by_one(incident: Incident) -> set[str]:
    """A difference in differences for each change by itself: half an hour before and after, in cells reached or not."""
    logs, named = np.log(incident.requests), set()
    for (name, on), change in zip(applied(incident).items(), incident.timeline, strict=True):
        reached, begin = on[:, -1] > 0, change.minute
        rise = logs[:, begin + 8 : begin + 38].mean(axis=1) - logs[:, max(0, begin - 30) : begin].mean(axis=1)
        others = rise[~reached].mean() if (~reached).any() else 0.0
        if rise[reached].mean() - others > 0.05:
            named.add(name)
    return named


def before_and_after(incident: Incident) -> set[str]:
    """All after which failures grew where they had arrived."""
    failing, named = incident.failed / incident.requests, set()
    for (name, on), change in zip(applied(incident).items(), incident.timeline, strict=True):
        cells, begin = on[:, -1] > 0, change.minute
        if failing[cells, begin : begin + 30].mean() - failing[cells, max(0, begin - 30) : begin].mean() > 0.01:
            named.add(name)
    return named


def last_three(incident: Incident) -> set[str]:
    """The last three changes before 2% of the requests failed."""
    before = [change.id for change in incident.timeline if change.minute <= onset(incident.requests)]
    return set(before[-3:])


def as_the_chat_says(incident: Incident) -> set[str]:
    """The three changes that the chat names most often."""
    named = Counter(name for line in incident.chat for name in re.findall(r"change-\d+", line))
    return {name for name, _ in named.most_common(3)}


def as_the_errors_say(incident: Incident) -> set[str]:
    """The three changes whose components are named in most error lines."""
    named = Counter(line.split()[3].rstrip(":") for line in incident.logs if " ERROR " in line)
    loud = [component for component, _ in named.most_common(3)]
    return {change.id for change in incident.timeline if change.component in loud}


def everything(incident: Incident) -> set[str]:
    """Every change of the timeline."""
    return {change.id for change in incident.timeline}


def nothing(_: Incident) -> set[str]:
    """No change: an act of nature."""
    return set()
