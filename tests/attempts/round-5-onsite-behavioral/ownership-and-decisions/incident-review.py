# %% right: a regression with indicators, then a replay without each change
import numpy as np


def contributing(incident):
    if not incident.failed.any():
        return set()
    there = arrivals(incident)
    effects = effects_of(there, np.log(incident.requests))
    return {name for (name, on), effect in zip(there.items(), effects) if avoided(incident, on, effect) >= 0.1}


def arrivals(incident):
    there = {change.id: np.zeros(incident.requests.shape) for change in incident.timeline}
    for line in incident.logs:
        words = line.split()
        if words[-1] == "applied":
            hour, minute, _ = map(int, words[0].split(":"))
            there[words[4]][int(words[2].removeprefix("cell-")), 60 * (hour - 9) + minute :] = 1
    return there


def effects_of(there, outcome):
    """One regression on all changes, with an indicator for each cell and each minute."""
    cells, minutes = outcome.shape
    levels = np.column_stack([np.repeat(np.eye(cells), minutes, axis=0), np.tile(np.eye(minutes), (cells, 1))])
    terms = np.column_stack([*(on.ravel() for on in there.values()), levels])
    return np.linalg.solve(terms.T @ terms + 1e-6 * np.eye(terms.shape[1]), terms.T @ outcome.ravel())[: len(there)]


def avoided(incident, on, effect):
    without = incident.requests * np.exp(-effect * on)
    return 1 - np.maximum(without - incident.capacity, 0).sum() / incident.failed.sum()


# %% right: fits one change after the other until nothing moves, cells and minutes as medians and means
import re

import numpy as np


def contributing(incident):
    total = incident.failed.sum()
    if total == 0:
        return []
    begins = {}
    for line in incident.logs:
        found = re.fullmatch(r"(..):(..):.. INFO cell-(..) .*: (change-..) applied", line)
        if found:
            hour, minute, cell, name = found.groups()
            begins.setdefault(name, {})[int(cell)] = int(hour) * 60 + int(minute) - 540
    masks = {}
    for name, cells in begins.items():
        masks[name] = np.zeros(incident.requests.shape, dtype=bool)
        for cell, minute in cells.items():
            masks[name][cell, minute:] = True
    logs = np.log(incident.requests)
    effect = dict.fromkeys(masks, 0.0)

    def rest(array):
        return array - array.mean(axis=0) - (array - array.mean(axis=0)).mean(axis=1, keepdims=True)

    usual = {name: rest(mask.astype(float)) for name, mask in masks.items()}
    residual = rest(logs)
    for _ in range(60):
        for name, term in usual.items():
            step = (term * residual).sum() / (term * term).sum()
            effect[name] += step
            residual = residual - step * term
    named = []
    for name, mask in masks.items():
        requests = np.where(mask, incident.requests / np.exp(effect[name]), incident.requests)
        saved = total - np.clip(requests - incident.capacity, 0, None).sum()
        if saved >= total / 10:
            named.append(name)
    return named


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy: every change
# loses: all
def contributing(incident):
    return {change.id for change in incident.timeline} if incident.failed.any() else set()


# %% wrong: lazy: nobody could have known
# loses: all
def contributing(incident):
    return set()


# %% wrong: lazy: the last three before it went bad
# loses: all
def contributing(incident):
    failing = incident.failed.sum(axis=0) >= 0.02 * incident.requests.sum(axis=0)
    before = [change.id for change in incident.timeline if failing.any() and change.minute <= failing.argmax()]
    return before[-3:]


# %% wrong: lazy: what the chat is sure of
# loses: all
import re
from collections import Counter


def contributing(incident):
    if not incident.failed.any():
        return set()
    names = Counter(name for line in incident.chat for name in re.findall(r"change-..", line))
    return {name for name, _ in names.most_common(3)}


# %% wrong: lazy: whatever the error lines name
# loses: all
from collections import Counter


def contributing(incident):
    if not incident.failed.any():
        return set()
    errors = Counter(line.split()[3][:-1] for line in incident.logs if " ERROR " in line)
    loud = {component for component, _ in errors.most_common(3)}
    return {change.id for change in incident.timeline if change.component in loud}


# %% wrong: failures before and after, in the cells that a change reached
# loses: all
import numpy as np


def contributing(incident):
    named, share = set(), incident.failed / incident.requests
    for (name, on), change in zip(arrivals(incident).items(), incident.timeline):
        cells, begin = on[:, -1] > 0, change.minute
        if share[cells, begin : begin + 30].mean() - share[cells, max(0, begin - 30) : begin].mean() > 0.01:
            named.add(name)
    return named


def arrivals(incident):
    there = {change.id: np.zeros(incident.requests.shape) for change in incident.timeline}
    for line in incident.logs:
        words = line.split()
        if words[-1] == "applied":
            hour, minute, _ = map(int, words[0].split(":"))
            there[words[4]][int(words[2].removeprefix("cell-")), 60 * (hour - 9) + minute :] = 1
    return there


# %% wrong: the strongest middling answer: whatever raised the load, room or not
# loses: incident-review-room
import numpy as np


def contributing(incident):
    if not incident.failed.any():
        return set()
    there = arrivals(incident)
    effects = effects_of(there, np.log(incident.requests))
    return {name for name, effect in zip(there, effects) if effect > 0.05}


def arrivals(incident):
    there = {change.id: np.zeros(incident.requests.shape) for change in incident.timeline}
    for line in incident.logs:
        words = line.split()
        if words[-1] == "applied":
            hour, minute, _ = map(int, words[0].split(":"))
            there[words[4]][int(words[2].removeprefix("cell-")), 60 * (hour - 9) + minute :] = 1
    return there


def effects_of(there, outcome):
    """One regression on all changes, with an indicator for each cell and each minute."""
    cells, minutes = outcome.shape
    levels = np.column_stack([np.repeat(np.eye(cells), minutes, axis=0), np.tile(np.eye(minutes), (cells, 1))])
    terms = np.column_stack([*(on.ravel() for on in there.values()), levels])
    return np.linalg.solve(terms.T @ terms + 1e-6 * np.eye(terms.shape[1]), terms.T @ outcome.ravel())[: len(there)]


# %% wrong: in calm every change saves a tenth of nothing
# loses: incident-review-room
import numpy as np


def contributing(incident):
    there = arrivals(incident)
    effects = effects_of(there, np.log(incident.requests))
    return {name for (name, on), effect in zip(there.items(), effects) if avoided(incident, on, effect) >= 0.1}


def arrivals(incident):
    there = {change.id: np.zeros(incident.requests.shape) for change in incident.timeline}
    for line in incident.logs:
        words = line.split()
        if words[-1] == "applied":
            hour, minute, _ = map(int, words[0].split(":"))
            there[words[4]][int(words[2].removeprefix("cell-")), 60 * (hour - 9) + minute :] = 1
    return there


def effects_of(there, outcome):
    """One regression on all changes, with an indicator for each cell and each minute."""
    cells, minutes = outcome.shape
    levels = np.column_stack([np.repeat(np.eye(cells), minutes, axis=0), np.tile(np.eye(minutes), (cells, 1))])
    terms = np.column_stack([*(on.ravel() for on in there.values()), levels])
    return np.linalg.solve(terms.T @ terms + 1e-6 * np.eye(terms.shape[1]), terms.T @ outcome.ravel())[: len(there)]


def avoided(incident, on, effect):
    without = incident.requests * np.exp(-effect * on)
    return 1 - np.maximum(without - incident.capacity, 0).sum() / max(incident.failed.sum(), 1)


# %% wrong: a fit on what failed
# loses: all
import numpy as np


def contributing(incident):
    there = arrivals(incident)
    effects = effects_of(there, incident.failed / incident.requests)
    return {name for name, effect in zip(there, effects) if effect > 0.05}


def arrivals(incident):
    there = {change.id: np.zeros(incident.requests.shape) for change in incident.timeline}
    for line in incident.logs:
        words = line.split()
        if words[-1] == "applied":
            hour, minute, _ = map(int, words[0].split(":"))
            there[words[4]][int(words[2].removeprefix("cell-")), 60 * (hour - 9) + minute :] = 1
    return there


def effects_of(there, outcome):
    """One regression on all changes, with an indicator for each cell and each minute."""
    cells, minutes = outcome.shape
    levels = np.column_stack([np.repeat(np.eye(cells), minutes, axis=0), np.tile(np.eye(minutes), (cells, 1))])
    terms = np.column_stack([*(on.ravel() for on in there.values()), levels])
    return np.linalg.solve(terms.T @ terms + 1e-6 * np.eye(terms.shape[1]), terms.T @ outcome.ravel())[: len(there)]


# %% wrong: no level for the minute, so that the morning is somebody's fault
# loses: incident-review-found, incident-review-cleared
import numpy as np


def contributing(incident):
    if not incident.failed.any():
        return set()
    there = arrivals(incident)
    effects = effects_of(there, np.log(incident.requests))
    return {name for (name, on), effect in zip(there.items(), effects) if avoided(incident, on, effect) >= 0.1}


def arrivals(incident):
    there = {change.id: np.zeros(incident.requests.shape) for change in incident.timeline}
    for line in incident.logs:
        words = line.split()
        if words[-1] == "applied":
            hour, minute, _ = map(int, words[0].split(":"))
            there[words[4]][int(words[2].removeprefix("cell-")), 60 * (hour - 9) + minute :] = 1
    return there


def effects_of(there, outcome):
    terms = np.array([(on - on.mean(axis=1, keepdims=True)).ravel() for on in there.values()])
    return np.linalg.lstsq(terms.T, (outcome - outcome.mean(axis=1, keepdims=True)).ravel(), rcond=None)[0]


def avoided(incident, on, effect):
    without = incident.requests * np.exp(-effect * on)
    return 1 - np.maximum(without - incident.capacity, 0).sum() / incident.failed.sum()


# %% wrong: the root cause: the one change without which most is saved
# loses: all
import numpy as np


def contributing(incident):
    if not incident.failed.any():
        return set()
    there = arrivals(incident)
    effects = effects_of(there, np.log(incident.requests))
    saved = {name: avoided(incident, on, effect) for (name, on), effect in zip(there.items(), effects)}
    return {max(saved, key=saved.get)}


def arrivals(incident):
    there = {change.id: np.zeros(incident.requests.shape) for change in incident.timeline}
    for line in incident.logs:
        words = line.split()
        if words[-1] == "applied":
            hour, minute, _ = map(int, words[0].split(":"))
            there[words[4]][int(words[2].removeprefix("cell-")), 60 * (hour - 9) + minute :] = 1
    return there


def effects_of(there, outcome):
    """One regression on all changes, with an indicator for each cell and each minute."""
    cells, minutes = outcome.shape
    levels = np.column_stack([np.repeat(np.eye(cells), minutes, axis=0), np.tile(np.eye(minutes), (cells, 1))])
    terms = np.column_stack([*(on.ravel() for on in there.values()), levels])
    return np.linalg.solve(terms.T @ terms + 1e-6 * np.eye(terms.shape[1]), terms.T @ outcome.ravel())[: len(there)]


def avoided(incident, on, effect):
    without = incident.requests * np.exp(-effect * on)
    return 1 - np.maximum(without - incident.capacity, 0).sum() / incident.failed.sum()


# %% wrong: a boundary slip: a contributor saves a tenth of all requests
# loses: all
import numpy as np


def contributing(incident):
    if not incident.failed.any():
        return set()
    there = arrivals(incident)
    effects = effects_of(there, np.log(incident.requests))
    return {name for (name, on), effect in zip(there.items(), effects) if avoided(incident, on, effect) >= 0.1}


def arrivals(incident):
    there = {change.id: np.zeros(incident.requests.shape) for change in incident.timeline}
    for line in incident.logs:
        words = line.split()
        if words[-1] == "applied":
            hour, minute, _ = map(int, words[0].split(":"))
            there[words[4]][int(words[2].removeprefix("cell-")), 60 * (hour - 9) + minute :] = 1
    return there


def effects_of(there, outcome):
    """One regression on all changes, with an indicator for each cell and each minute."""
    cells, minutes = outcome.shape
    levels = np.column_stack([np.repeat(np.eye(cells), minutes, axis=0), np.tile(np.eye(minutes), (cells, 1))])
    terms = np.column_stack([*(on.ravel() for on in there.values()), levels])
    return np.linalg.solve(terms.T @ terms + 1e-6 * np.eye(terms.shape[1]), terms.T @ outcome.ravel())[: len(there)]


def avoided(incident, on, effect):
    without = incident.requests * np.exp(-effect * on)
    return (incident.failed.sum() - np.maximum(without - incident.capacity, 0).sum()) / incident.requests.sum()


# %% wrong: cell-05 is the fifth row
# loses: all
import numpy as np


def contributing(incident):
    if not incident.failed.any():
        return set()
    there = arrivals(incident)
    effects = effects_of(there, np.log(incident.requests))
    return {name for (name, on), effect in zip(there.items(), effects) if avoided(incident, on, effect) >= 0.1}


def arrivals(incident):
    there = {change.id: np.zeros(incident.requests.shape) for change in incident.timeline}
    for line in incident.logs:
        words = line.split()
        if words[-1] == "applied":
            hour, minute, _ = map(int, words[0].split(":"))
            there[words[4]][int(words[2].removeprefix("cell-")) - 1, 60 * (hour - 9) + minute :] = 1
    return there


def effects_of(there, outcome):
    """One regression on all changes, with an indicator for each cell and each minute."""
    cells, minutes = outcome.shape
    levels = np.column_stack([np.repeat(np.eye(cells), minutes, axis=0), np.tile(np.eye(minutes), (cells, 1))])
    terms = np.column_stack([*(on.ravel() for on in there.values()), levels])
    return np.linalg.solve(terms.T @ terms + 1e-6 * np.eye(terms.shape[1]), terms.T @ outcome.ravel())[: len(there)]


def avoided(incident, on, effect):
    without = incident.requests * np.exp(-effect * on)
    return 1 - np.maximum(without - incident.capacity, 0).sum() / incident.failed.sum()


# %% wrong: every change reached every cell when its roll-out began
# loses: all
import numpy as np


def contributing(incident):
    if not incident.failed.any():
        return set()
    there = arrivals(incident)
    effects = effects_of(there, np.log(incident.requests))
    return {name for (name, on), effect in zip(there.items(), effects) if avoided(incident, on, effect) >= 0.1}


def arrivals(incident):
    there = {change.id: np.zeros(incident.requests.shape) for change in incident.timeline}
    for change in incident.timeline:
        there[change.id][:, change.minute :] = 1
    return there


def effects_of(there, outcome):
    """One regression on all changes, with an indicator for each cell and each minute."""
    cells, minutes = outcome.shape
    levels = np.column_stack([np.repeat(np.eye(cells), minutes, axis=0), np.tile(np.eye(minutes), (cells, 1))])
    terms = np.column_stack([*(on.ravel() for on in there.values()), levels])
    return np.linalg.solve(terms.T @ terms + 1e-6 * np.eye(terms.shape[1]), terms.T @ outcome.ravel())[: len(there)]


def avoided(incident, on, effect):
    without = incident.requests * np.exp(-effect * on)
    return 1 - np.maximum(without - incident.capacity, 0).sum() / incident.failed.sum()


# %% wrong: ours imported
# loses: all
def contributing(incident):
    from rounds.worlds.references.incident import by_replay

    return by_replay(incident) if incident.failed.any() else set()
