"""What reads a rollout rightly: the peers without a deploy as experiments in which nothing happened."""

import numpy as np

from rounds.worlds.rollout import Rollout

# The 95% points of Student's t with 1, 2, ... degrees of freedom.
_T95 = (6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895)


def effect(p99_ms: np.ndarray, log: list[tuple[int, int]]) -> tuple[float, float, float]:
    """The deploy's effect and its 90% interval in percent: your step against the steps of the clean peers.

    The spread of their steps holds all the noise, however long it lasts, as long as yours is as large as theirs (the
    placebo tests of Abadie, Diamond and Hainmueller, JASA 105, 2010, with a t distribution for few peers).
    """
    known = Rollout(p99_ms, log)
    logs = np.log(p99_ms)
    steps = logs[:, known.deploy :].mean(axis=1) - logs[:, : known.deploy].mean(axis=1)
    peers = steps[known.clean_peers]
    middle = steps[0] - peers.mean()
    half = _T95[len(peers) - 2] * peers.std(ddof=1) * (1 + 1 / len(peers)) ** 0.5
    estimate, low, high = (100 * float(np.expm1(end)) for end in (middle, middle - half, middle + half))
    return estimate, low, high
