"""The incidents: the same for a seed, arithmetic that a review can redo, a law that the lab keeps to, no leaks."""

import re
from collections import Counter
from functools import cache

import numpy as np
import pytest
from hashes import printed_alike

from rounds.sim import NoRetry, run
from rounds.worlds.incident import CAPACITY, CELLS, MINUTES, TENTH, Planted, in_the_lab, incident, onset, overflow
from rounds.worlds.references.incident import (
    applied,
    as_the_chat_says,
    as_the_errors_say,
    before_and_after,
    by_effect,
    by_failures,
    by_replay,
    everything,
    fitted,
    last_three,
    one_by_one,
    shares,
)
from rounds.worlds.scenes import scene

WORLDS = [incident(seed) for seed in range(900, 940)]


TOLD = "seen, truth = incident(5); print(seen.failed.sum(axis=1), truth.shares, seen.timeline, seen.logs, seen.chat)"


def test_the_same_seed_gives_the_same_incident_under_any_hash_seed(capsys):
    code = f"from rounds.worlds.incident import incident; {TOLD}"
    exec(code, {})
    assert printed_alike(code) == capsys.readouterr().out


def test_what_is_above_the_capacity_fails_and_the_rest_is_served():
    for seen, _ in WORLDS:
        served = seen.requests - seen.failed
        assert seen.requests.shape == seen.failed.shape == (CELLS, MINUTES)
        assert seen.failed.min() == 0
        assert served.max() == CAPACITY
        assert (served[seen.failed > 0] == CAPACITY).all()


def test_a_share_is_what_a_count_minute_by_minute_gives():
    seen, truth = WORLDS[0]
    for name, planted in truth.planted.items():
        left = 0.0
        for cell in range(CELLS):
            for minute in range(MINUTES):
                requests = float(seen.requests[cell, minute])
                if minute >= planted.since[cell]:
                    requests /= np.exp(planted.effect)
                left += max(requests - CAPACITY, 0)
        assert truth.shares[name] == pytest.approx(1 - left / seen.failed.sum())


def test_a_change_works_from_the_minute_in_which_it_is_applied():
    planted = Planted("factor", 0.2, np.array([3, MINUTES]))
    assert planted.log_requests[0, :4].tolist() == [0, 0, 0, 0.2]
    assert not planted.log_requests[1].any()


def test_the_lab_loses_what_the_law_says():
    for seen, _ in WORLDS[:2]:
        worst = seen.requests[seen.failed.sum(axis=1).argmax()]
        for requests in (worst, worst * 0.95, worst * 1.1):
            lost = overflow(requests).sum() / requests.sum()
            assert 1 - run(in_the_lab(requests), NoRetry, seed=1).availability() == pytest.approx(lost, abs=0.012)


def test_the_logs_say_where_and_when_each_change_arrived():
    for seen, truth in WORLDS:
        for name, on in applied(seen).items():
            assert (on == (np.arange(MINUTES) >= truth.planted[name].since[:, None])).all()


def test_lines_and_changes_are_in_the_order_of_time():
    for seen, _ in WORLDS:
        minutes = [change.minute for change in seen.timeline]
        assert minutes == sorted(minutes)
        for lines in (seen.logs, seen.chat):
            clocks = [line.split()[0] for line in lines]
            assert clocks == sorted(clocks)
        assert all(re.fullmatch(r"\d\d:\d\d:\d\d (INFO|ERROR) cell-\d\d [\w-]+: .+", line) for line in seen.logs)


def test_an_error_is_logged_where_and_when_requests_fail():
    for seen, _ in WORLDS:
        errors = [line for line in seen.logs if " ERROR " in line]
        assert len(errors) == 80
        for line in errors:
            when, _, cell, *_ = line.split()
            minute = (int(when[:2]) - 9) * 60 + int(when[3:5])
            assert seen.failed[int(cell[-2:]), minute] > 0


def test_factors_need_each_other():
    assert all(len(truth.contributing) >= 2 for _, truth in WORLDS)
    sums = [sum(truth.shares[name] for name in truth.contributing) for _, truth in WORLDS]
    assert np.mean([total > 1 for total in sums]) > 0.7


def test_no_verdict_hangs_on_noise_and_only_what_raised_the_load_contributed():
    for _, truth in WORLDS:
        assert not any(0.06 < share < 0.15 for share in truth.shares.values())
        assert all(truth.planted[name].role in ("factor", "roomy") for name in truth.contributing)
    roles = [truth.planted[name].role for _, truth in WORLDS for name in truth.contributing]
    assert roles.count("factor") > 0.9 * len(roles)


@cache
def reviewed(review):
    return [(truth, review(seen)) for seen, truth in WORLDS]


def flagged(review, *roles):
    """The share of the changes of these roles without a contribution that a review names, over all worlds."""
    found = [(truth.of(*roles), named) for truth, named in reviewed(review)]
    return sum(len(some & named) for some, named in found) / sum(len(some) for some, _ in found)


def recall(review):
    found = [(truth.contributing, named) for truth, named in reviewed(review)]
    return sum(len(some & named) for some, named in found) / sum(len(some) for some, _ in found)


def precision(review):
    found = [(truth.contributing, named) for truth, named in reviewed(review)]
    return sum(len(some & named) for some, named in found) / sum(len(named) for _, named in found)


def test_the_reference_finds_what_contributed_and_little_else():
    assert recall(by_replay) > 0.98
    assert precision(by_replay) > 0.98


def test_the_fitted_shares_are_the_true_ones():
    for seen, truth in WORLDS[:12]:
        estimated = shares(seen)
        assert max(abs(estimated[name] - share) for name, share in truth.shares.items()) < 0.08


def test_the_joint_fit_is_that_of_a_regression_on_indicators():
    seen, _ = WORLDS[1]
    on = applied(seen)
    cells = np.repeat(np.eye(CELLS), MINUTES, axis=0)
    minutes = np.tile(np.eye(MINUTES), (CELLS, 1))[:, 1:]
    terms = np.column_stack([*(each.ravel() for each in on.values()), cells, minutes])
    by_hand = np.linalg.solve(terms.T @ terms, terms.T @ np.log(seen.requests).ravel())[: len(on)]
    assert list(fitted(on, np.log(seen.requests)).values()) == pytest.approx(by_hand.tolist(), abs=1e-9)


def test_without_the_replay_one_blames_what_had_room():
    assert recall(by_effect) > 0.98
    assert flagged(by_effect, "idle", "helper", "responder") < 0.02
    assert flagged(by_effect, "roomy") > 0.9


@pytest.mark.parametrize("review", [as_the_chat_says, as_the_errors_say, last_three])
def test_what_came_last_is_blamed_in_vain(review):
    assert recall(review) < 0.55
    assert precision(review) < 0.5


def test_comparing_before_and_after_blames_the_morning():
    assert flagged(before_and_after, "idle") > 0.25


def test_a_fit_on_failures_misses_factors_that_used_up_the_room():
    assert recall(by_failures) < 0.75


def test_each_change_by_itself_is_taken_for_what_came_with_it():
    assert recall(one_by_one) < 0.97
    assert flagged(one_by_one, "idle", "helper", "responder") > 0.05


def test_a_change_that_reaches_all_cells_at_once_cannot_be_told_from_the_morning():
    def found(reach: float, roll_out: int) -> float:
        worlds = [incident(seed, reach=reach, roll_out=roll_out) for seed in range(12)]
        return float(np.mean([by_replay(seen) == truth.contributing for seen, truth in worlds]))

    assert found(1.0, 0) == 0
    assert found(1.0, 16) > 0.7
    assert found(0.5, 0) > 0.9


def area(one: list[float], other: list[float]) -> float:
    """The chance that a figure of one kind is above one of the other kind."""
    a, b = np.array(one)[:, None], np.array(other)
    return float((a > b).mean() + (a == b).mean() / 2)


FIGURES = {
    "number": lambda seen, change: int(change.id[-2:]),
    "place": lambda seen, change: seen.timeline.index(change),
    "minute": lambda seen, change: change.minute,
    "kind": lambda seen, change: ("deploy", "flag", "config").index(change.kind),
    "component": lambda seen, change: ord(change.component[0]),
    "length of the form": lambda seen, change: len(str(change)),
    "owner": lambda seen, change: len(change.owner),
    "cells": lambda seen, change: sum(f"{change.id} applied" in line for line in seen.logs),
    "calm lines": lambda seen, change: sum(" INFO " in line and f" {change.component}:" in line for line in seen.logs),
    "second": lambda seen, change: np.mean([int(line[6:8]) for line in seen.logs if f"{change.id} applied" in line]),
}


BLAMES = {
    "chat": lambda seen, change: sum(change.id in line for line in seen.chat),
    "errors": lambda seen, change: sum(" ERROR " in line and f" {change.component}:" in line for line in seen.logs),
}


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_but_the_metrics_tells_what_contributed(name):
    assert abs(tells(FIGURES[name]) - 0.5) < 0.12


@pytest.mark.parametrize("name", BLAMES)
def test_who_blames_knows_no_more_than_what_came_shortly_before_it_went_bad(name):
    """The last factor brings the onset about, so nearness to it tells a little; blame follows nearness and is blind."""
    nearness = tells(lambda seen, change: -abs(change.minute - onset(seen.requests)))
    assert tells(BLAMES[name]) < nearness + 0.03
    assert nearness < 0.7


def tells(figure) -> float:
    """How well a figure tells what contributed from the rest; from changes before the responders' own, a late one."""
    found: dict[bool, list[float]] = {True: [], False: []}
    for seen, truth in WORLDS:
        for change in seen.timeline:
            if truth.planted[change.id].role != "responder":
                found[change.id in truth.contributing].append(float(figure(seen, change)))
    return area(found[True], found[False])


def test_a_scene_shows_every_change_and_the_load_of_every_cell():
    seen, _ = WORLDS[3]
    top, bottom, *_ = scene(seen).axes
    told = {text.get_text() for text in top.texts}
    assert told >= {change.id.removeprefix("change-") for change in seen.timeline}
    (image,) = bottom.images
    assert np.allclose(image.get_array(), seen.requests / CAPACITY)


def test_every_timeline_has_decoys():
    counts = Counter(each.role for _, truth in WORLDS for each in truth.planted.values())
    assert counts["idle"] == 4 * len(WORLDS)
    assert counts["helper"] == counts["responder"] == len(WORLDS)
    assert len(WORLDS) <= counts["roomy"] <= 2 * len(WORLDS)
    assert 2 * len(WORLDS) <= counts["factor"] <= 4 * len(WORLDS)
    assert all(len(truth.contributing) < len(everything(seen)) / 2 + 1 for seen, truth in WORLDS)
    assert TENTH == 0.1
