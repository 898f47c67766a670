"""Slow and obviously right solutions of the pool's problems and their changes, by (problem, change or "")."""

import string
from collections.abc import Callable
from functools import cache
from itertools import combinations, pairwise
from typing import Any


def _position(reports: list[Any], lengths: dict[str, int], title: str) -> int:
    """The position of the latest of (at, position); 0 where there is none or the title is finished."""
    if not reports:
        return 0
    _, position = max(reports)
    return 0 if title in lengths and 100 * position >= 95 * lengths[title] else position


def resume_points(reports, lengths):
    points: dict[str, dict[str, int]] = {}
    for profile, title in sorted({(report[0], report[1]) for report in reports}):
        mine = [(at, position) for who, what, at, position in reports if (who, what) == (profile, title)]
        if title not in lengths or 100 * max(mine)[1] < 95 * lengths[title]:
            points.setdefault(profile, {})[title] = max(mine)[1]
    return points


def with_removals(events, lengths):
    answers = []
    for number, (kind, *which) in enumerate(events):
        if kind == "ask":
            before = [event for event in events[:number] if event[1:3] == which]
            removed = max((event[3] for event in before if event[0] == "remove"), default=-1)
            valid = [
                (at, position) for kind, _, _, at, position in (e for e in before if e[0] == "report") if at > removed
            ]
            answers.append(_position(valid, lengths, which[1]))
    return answers


def first_bad(good):
    return next((number for number, fine in enumerate(good) if not fine), len(good))


def suspects(results):
    good = [number for number, result in enumerate(results) if result == "good"]
    bad = [number for number, result in enumerate(results) if result == "bad"]
    return [max(good, default=-1), min(bad, default=len(results))]


@cache
def rounds_needed(builds, machines):
    """Over every way to place a round's checks: the least of the worst cases."""
    if builds == 0:
        return 0
    worst = []
    for number in range(1, min(builds, machines) + 1):
        for places in combinations(range(builds), number):
            # Between two checked builds lies the culprit, or it is the next checked one.
            left = [b - a - 1 for a, b in pairwise([-1, *places, builds])]
            worst.append(1 + max(rounds_needed(each, machines) for each in left))
    return min(worst)


def _words(text: str) -> list[str]:
    return [word for word in (each.strip(string.punctuation).lower() for each in text.split()) if word]


def _said(cues, phrase, wrong):
    words = [(word, start) for start, text in cues for word in _words(text)]
    wanted = _words(phrase)
    places = range(len(words) - len(wanted) + 1) if wanted else []
    return [
        words[place][1]
        for place in places
        if sum(words[place + i][0] != word for i, word in enumerate(wanted)) <= wrong
    ]


def said_at(cues, phrase):
    return _said(cues, phrase, 0)


def said_at_all(cues, phrases):
    return {phrase: _said(cues, phrase, 0) for phrase in phrases}


def said_nearly(cues, phrase):
    return _said(cues, phrase, 1 if len(_words(phrase)) > 1 else 0)


def _farm(jobs, encoders, losses=()):
    """Minute by minute: those that are ready leave, encoders break, jobs arrive, free encoders take the next job."""
    ready = [-1] * len(jobs)
    running: dict[int, tuple[int, int]] = {}  # encoder -> (job, minute it is ready)
    alive, waiting = set(range(encoders)), set()
    for minute in range(sum(job[1] for job in jobs) * (len(losses) + 1) + max((job[0] for job in jobs), default=0) + 1):
        for encoder, (job, end) in list(running.items()):
            if end == minute:
                ready[job] = minute
                del running[encoder]
        for encoder, at in losses:
            if at == minute and encoder in alive:
                alive.remove(encoder)
                if encoder in running:
                    waiting.add(running.pop(encoder)[0])
        waiting |= {number for number, job in enumerate(jobs) if job[0] == minute}
        while waiting and (free := alive - running.keys()):
            job = min(waiting, key=lambda number: (-(jobs[number][2:] or [0])[0], jobs[number][0], number))
            waiting.remove(job)
            if jobs[job][1] == 0:
                ready[job] = minute
            else:
                running[min(free)] = (job, minute + jobs[job][1])
    return ready


def finish_times(jobs, encoders):
    return _farm([job[:2] for job in jobs], encoders)


def finish_urgent(jobs, encoders):
    return _farm(jobs, encoders)


def finish_with_losses(jobs, encoders, losses):
    return _farm(jobs, encoders, losses)


def _same(a, b):
    if type(a) is not type(b):
        return False
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(_same(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return len(a) == len(b) and all(map(_same, a, b))
    return a == b


def changes(old, new):
    found = []
    for key in sorted(old.keys() | new.keys()):
        if key not in old:
            found.append([[key], "added"])
        elif key not in new:
            found.append([[key], "removed"])
        elif isinstance(old[key], dict) and isinstance(new[key], dict):
            found += [[[key, *path], kind] for path, kind in changes(old[key], new[key])]
        elif not _same(old[key], new[key]):
            found.append([[key], "changed"])
    return found


def _by_id(old, new):
    """Both tables, with lists that are compared by id as tables."""
    pairs = [dict(old), dict(new)]
    for key in old.keys() & new.keys():
        both = [side[key] for side in pairs]
        if all(
            isinstance(each, list) and each and all(isinstance(e, dict) and "id" in e for e in each) for each in both
        ):
            both = [{entry["id"]: entry for entry in each} for each in both]
        if all(isinstance(each, dict) for each in both):
            both = list(_by_id(*both))
        pairs[0][key], pairs[1][key] = both
    return pairs


def changes_by_id(old, new):
    return changes(*_by_id(old, new))


def changes_of_exports(old, new):
    sides = [{tuple(path): value for path, value in side} for side in (old, new)]
    found = []
    for path in sorted(sides[0].keys() | sides[1].keys()):
        if path not in sides[0] or path not in sides[1]:
            found.append([list(path), "added" if path not in sides[0] else "removed"])
        elif not _same(sides[0][path], sides[1][path]):
            found.append([list(path), "changed"])
    return found


def _reached(links, start):
    found = {start}
    while more := {b for link in links for a, b in (link, link[::-1]) if a in found and b not in found}:
        found |= more
    return found


def households(links):
    return sorted({tuple(sorted(_reached(links, device))) for link in links for device in link})


def together_since(links, questions):
    answers = []
    for a, b in questions:
        for at in sorted({link[0] for link in links}):
            valid = [link[1:] for link in links if link[0] <= at]
            if b in _reached(valid, a) and any(a in link for link in valid):
                answers.append(at)
                break
        else:
            answers.append(-1)
    return answers


def asked(log):
    answers, valid = [], set()
    for kind, a, b in log:
        if kind == "link":
            valid.add(tuple(sorted((a, b))))
        elif kind == "unlink":
            valid.discard(tuple(sorted((a, b))))
        else:
            answers.append(b in _reached(valid, a))
    return answers


def merged(logs):
    return sorted({tuple(event) for log in logs for event in log})


def merged_with_skew(logs, skew):
    kept: list[tuple[int, str]] = []
    for at, name in merged(logs):
        if not any(each == name and at - since <= skew for since, each in kept):
            kept.append((at, name))
    return kept


def live(regions, arrivals):
    shown, batches = set(), []
    for number in range(1, len(arrivals) + 1):
        so_far = arrivals[:number]
        heard = [max((at for where, at, _ in so_far if where == region), default=-1) for region in range(regions)]
        sure = sorted({(at, name) for _, at, name in so_far if name and at < min(heard)} - shown)
        shown |= set(sure)
        batches.append([name for _, name in sure])
    return batches


def _noisy(first, second, least, wrong):
    best = [0, 0, 0]
    for a in range(len(first)):
        for b in range(len(second)):
            for length in range(least, min(len(first) - a, len(second) - b) + 1):
                differ = sum(first[a + i] != second[b + i] for i in range(length))
                if differ <= wrong and length > best[2]:
                    best = [a, b, length]
    return best


def intro(first, second, least):
    return _noisy(first, second, least, 0)


def noisy_intro(first, second, least, wrong):
    return _noisy(first, second, least, wrong)


def season_intro(episodes, least):
    def places(episode, run):
        return [i for i in range(len(episode) - len(run) + 1) if episode[i : i + len(run)] == run]

    for length in range(len(episodes[0]) if episodes else 0, least - 1, -1):
        for start in range(len(episodes[0]) - length + 1):
            run = episodes[0][start : start + length]
            if all(places(episode, run) for episode in episodes):
                return [length, [places(episode, run)[0] for episode in episodes]]
    return [0, []]


REFERENCES: dict[tuple[str, str], Callable[..., Any]] = {
    ("resume-point", ""): resume_points,
    ("resume-point", "live"): with_removals,  # of which it is the case without removals
    ("resume-point", "removal"): with_removals,
    ("first-bad-build", ""): first_bad,
    ("first-bad-build", "skips"): suspects,
    ("first-bad-build", "machines"): rounds_needed,
    ("said-when", ""): said_at,
    ("said-when", "many"): said_at_all,
    ("said-when", "misheard"): said_nearly,
    ("encode-queue", ""): finish_times,
    ("encode-queue", "urgent"): finish_urgent,
    ("encode-queue", "lost"): finish_with_losses,
    ("config-diff", ""): changes,
    ("config-diff", "lists"): changes_by_id,
    ("config-diff", "streams"): changes_of_exports,
    ("same-household", ""): households,
    ("same-household", "since"): together_since,
    ("same-household", "withdrawn"): asked,
    ("region-logs", ""): merged,
    ("region-logs", "skew"): merged_with_skew,
    ("region-logs", "live"): live,
    ("skip-intro", ""): intro,
    ("skip-intro", "season"): season_intro,
    ("skip-intro", "noisy"): noisy_intro,
}
