"""Slow, obviously right answers to `startup-order`: by definition, by looking everywhere, by trying all."""

from rounds.worlds.starting import Needs, Seconds


def waves(needs: Needs) -> list[list[str]]:
    """Wave after wave: every service that is not up yet and whose needs all are."""
    if any(other not in needs for others in needs.values() for other in others):
        raise ValueError("a need that is no service")
    up: set[str] = set()
    made = []
    while len(up) < len(needs):
        wave = sorted(name for name in needs if name not in up and set(needs[name]) <= up)
        if not wave:
            raise ValueError("the rest waits for itself")
        made.append(wave)
        up |= set(wave)
    return made


def not_a_cycle(answer: list[str], needs: Needs) -> str | None:
    """What is wrong with an answer to `find_cycle`, or None."""
    try:
        waves(needs)
    except ValueError:
        pass
    else:
        return None if not answer else "there is no cycle, every service can start"
    if not answer:
        return "there is a cycle"
    if len(set(answer)) < len(answer):
        return "a service stands in it twice"
    for name, other in zip(answer, [*answer[1:], answer[0]], strict=True):
        if name not in needs:
            return f"{name!r} is no service"
        if other not in needs[name]:
            return f"{name!r} does not need {other!r}, so this is no cycle, or more than one"
    return None


def start_times(needs: Needs, seconds: Seconds, slots: int) -> dict[str, float]:
    """From end to end: each time, all services are asked in the order of the list whether they may start."""
    waves(needs)
    started: dict[str, float] = {}
    now = 0.0
    while len(started) < len(needs):
        up = {name for name, start in started.items() if start + seconds[name] <= now}
        for name, others in needs.items():
            if name not in started and set(others) <= up and len(started) - len(up) < slots:
                started[name] = now
        now = min((start + seconds[name] for name, start in started.items() if name not in up), default=now)
    return started


def finish(needs: Needs, seconds: Seconds, slots: int) -> float:
    """The second at which everything is up."""
    return max((start + seconds[name] for name, start in start_times(needs, seconds, slots).items()), default=0.0)


def best_slots(needs: Needs, seconds: Seconds, most: int) -> int:
    """Each number of slots that can make a difference, tried."""
    tried = range(1, min(most, max(len(needs), 1)) + 1)
    return min(tried, key=lambda slots: finish(needs, seconds, slots))
