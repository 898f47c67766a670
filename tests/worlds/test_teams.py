"""The team and its thirty tasks: one seed one project, played by the rules, and how far the policies lie apart."""

from itertools import pairwise

import numpy as np
import pytest
from hashes import printed_alike

from rounds.errors import RoundsError
from rounds.worlds import teams
from rounds.worlds.references import teams as references
from rounds.worlds.teams import ABLE, PEOPLE, TASKS, Project, Task, draw, duration, figures, lesson, misjudging, play

SHOWN = (
    "from rounds.worlds.teams import *; from rounds.worlds.references.teams import aimed; "
    "p = draw(5); r = play(p, aimed); print(p, r.weeks, r.after, r.stints)"
)
NAMES = ("aimed", "best_fit", "stretch_all", "hands_off", "weakest", "pair_all", "owners", "hero")


def over(policy, seeds, growth=teams.GROWTH, error=0.0):
    """A policy's figures over these projects."""
    ways = {seed: misjudging(policy, error, seed) for seed in seeds}
    return figures(play(draw(seed, growth=growth), way) for seed, way in ways.items())


def small(*tasks, growth=teams.GROWTH):
    """The expert knows all, everybody else half of it in area 0 and nothing elsewhere."""
    skill = np.zeros((PEOPLE, len(teams.AREAS)))
    skill[0], skill[1:, 0] = 0.9, 0.5
    return Project(skill, tuple(Task(number, *task) for number, task in enumerate(tasks)), growth)


def script(*picks):
    """A policy that gives these answers, one after the other, and keeps the boards that it saw."""
    boards, left = [], list(picks)

    def assign(board):
        boards.append(board)
        return left.pop(0)

    return assign, boards


def test_one_seed_is_one_project_under_every_hash_seed():
    printed_alike(SHOWN)


def test_projects_have_one_expert_and_a_second_in_each_area():
    for project in map(draw, range(200)):
        assert project.skill[0].min() >= 0.8
        assert project.skill[1:].max(axis=0).min() >= 0.42
        assert project.skill[1:].max() < ABLE
        assert [task.number for task in project.tasks] == list(range(TASKS))
        assert sorted(np.bincount([task.area for task in project.tasks]).tolist()) == [7, 7, 8, 8]


def test_a_gap_slows_and_teaches_and_a_wide_one_teaches_little():
    assert duration(2.0, 0.2) == pytest.approx(3.2)
    assert duration(2.0, 0.2, helped=True) == pytest.approx(2.48)
    assert duration(2.0, -0.2) == 2.0
    assert [lesson(gap) for gap in (-0.1, 0.1, 0.2, 0.3)] == pytest.approx([0, 0.1, 0.16, 0.16])
    assert lesson(0.31) == pytest.approx(0.024)
    assert lesson(0.2, helped=True) == pytest.approx(0.2)
    assert lesson(0.2, growth=0.04) == pytest.approx(0.04)


def test_a_project_by_hand():
    project = small((0, 0.7, 1.0), (0, 0.6, 1.0), (1, 0.8, 2.0))
    assign, boards = script((0, 1, None), None, (1, 1, None), (2, 0, None))
    run = play(project, assign)
    assert [(s.task.number, s.person) for s in run.stints] == [(0, 1), (1, 1), (2, 0)]
    assert [s.start for s in run.stints] == pytest.approx([0, 1.6, 1.6])
    assert [s.end for s in run.stints] == pytest.approx([1.6, 2.6, 3.6])  # 0.66 of skill is enough for the second
    assert run.weeks == pytest.approx(3.6)
    assert run.after[1, 0] == pytest.approx(0.66)
    assert run.able.tolist() == [1, 1, 1, 1]
    assert [board.idle for board in boards] == [(0, 1, 2, 3, 4), (0, 2, 3, 4), (0, 1, 2, 3, 4), (0, 2, 3, 4)]
    assert project.skill[1, 0] == 0.5


def test_a_task_teaches_when_it_is_done_and_not_before():
    assign, boards = script((0, 1, None), (1, 2, None), None, (2, 2, None))
    play(small((0, 0.7, 1.0), (0, 0.5, 1.5), (0, 0.4, 1.0)), assign)
    assert [board.week for board in boards] == pytest.approx([0, 0, 0, 1.5])
    assert boards[3].skill[1, 0] == 0.5


def test_a_helper_who_is_able_shortens_the_task_and_is_free_after_a_third_of_it():
    assign, boards = script((0, 1, 0), None, (1, 0, None))
    run = play(small((0, 0.7, 1.0), (1, 0.4, 1.0)), assign)
    assert run.stints[0].end == pytest.approx(1.24)
    assert boards[2].week == pytest.approx(0.35 * 1.24)
    assert 0 in boards[2].idle
    assert run.after[1, 0] == pytest.approx(0.7)
    assert run.able.tolist() == [2, 1, 1, 1]
    assign, _ = script((0, 1, 2))
    unable = play(small((0, 0.7, 1.0)), assign)
    assert unable.weeks == pytest.approx(1.6)
    assert unable.after[1, 0] == pytest.approx(0.66)


@pytest.mark.parametrize(
    ("pick", "said"),
    [
        ((9, 0, None), "task 9 is not open"),
        ((0, 7, None), "person 7 is not idle"),
        ((0, 1, 8), "person 8 is not idle"),
        ((0, 1, 1), "person 1 cannot help themselves"),
        (None, "nobody is at work"),
    ],
)
def test_a_policy_that_breaks_a_rule_is_refused(pick, said):
    with pytest.raises(RoundsError, match=said):
        play(small((0, 0.7, 1.0)), lambda _: pick)


def test_figures_by_hand():
    easy, _ = script((0, 0, None))
    hard, _ = script((0, 1, 0))
    runs = [play(small((0, 0.4, 13.0)), easy), play(small((0, 0.9, 10.0)), hard)]  # 13 weeks, and 14.8 with a helper
    seen = figures(runs)
    assert seen.on_date == 0.5
    assert seen.weeks == pytest.approx(13.9)
    assert seen.with_two == 0
    assert seen.taught == pytest.approx(0.16 * 0.15 * 1.25 / 2)
    assert seen.at_work == pytest.approx((13 + 14.8 * 1.35) / (5 * 27.8))
    assert seen.too_hard == 0.5


def test_somebody_at_work_is_not_idle():
    assign, _ = script((0, 1, None), (1, 1, None))
    with pytest.raises(RoundsError, match="person 1 is not idle"):
        play(small((0, 0.7, 1.0), (0, 0.7, 1.0)), assign)


def test_every_task_is_done_once_and_nobody_does_two_at_a_time():
    rng = np.random.default_rng(1)

    def whatever(board):
        if len(board.idle) < PEOPLE and rng.random() < 0.3:
            return None
        person, *others = rng.permutation(board.idle).tolist()
        return rng.choice(board.tasks).number, person, others[0] if others and rng.random() < 0.3 else None

    for seed in range(20):
        run = play(draw(seed), whatever)
        assert sorted(stint.task.number for stint in run.stints) == list(range(TASKS))
        assert (run.after >= run.before).all()
        for person in range(PEOPLE):
            busy = [(s.start, s.end) for s in run.stints if s.person == person]
            busy += [(s.start, s.start + teams.HELP * (s.end - s.start)) for s in run.stints if s.helper == person]
            busy.sort()
            assert all(end <= start + 1e-9 for (_, end), (start, _) in pairwise(busy))


def test_a_policy_cannot_write_into_the_truth():
    def meddling(board):
        board.skill[:] = 1.0
        return references.hands_off(board)

    assert play(draw(3), meddling).weeks == play(draw(3), references.hands_off).weeks


def test_policies_lie_as_far_apart_as_the_exercise_says():
    seen = {name: over(getattr(references, name), range(1000, 1030)) for name in NAMES}
    aimed, fit = seen["aimed"], seen["best_fit"]
    assert min(aimed.on_date, fit.on_date) > 0.92
    assert aimed.with_two > 0.95
    assert fit.with_two < 0.4
    assert aimed.weeks < fit.weeks + 0.2  # growth that is aimed costs no time
    assert seen["hero"].weeks > 38
    assert seen["hero"].with_two == 0
    assert seen["hands_off"].on_date < 0.5
    assert max(seen[name].with_two for name in ("hands_off", "weakest", "stretch_all")) < 0.2
    assert seen["pair_all"].on_date == 0
    assert seen["stretch_all"].taught > 1.4 * aimed.taught  # spread thin, it makes nobody able
    assert seen["owners"].on_date < 0.2 < 0.95 < seen["owners"].with_two


def test_aiming_is_worth_nothing_where_a_task_teaches_little():
    slow, here = (over(references.aimed, range(1000, 1030), growth=growth) for growth in (0.04, 0.16))
    assert slow.with_two == 0
    assert slow.weeks > over(references.best_fit, range(1000, 1030), growth=0.04).weeks + 0.3
    assert here.weeks < slow.weeks - 0.7


def test_aiming_is_worth_nothing_for_who_misjudges_people():
    near, far = (over(references.aimed, range(1000, 1030), error=error) for error in (0.05, 0.2))
    blind = over(references.best_fit, range(1000, 1030), error=0.2)
    assert near.with_two > 0.6 > 0.45 > far.with_two
    assert far.with_two < blind.with_two + 0.05
    assert far.weeks > blind.weeks + 0.2


def test_a_second_saves_the_next_project_less_than_half_a_week_when_the_expert_leaves():
    def closest(board):
        gaps = {(p, t): max(0.0, references.gap_of(board, p, t)) for p in board.idle for t in board.tasks}
        person, task = min(gaps, key=lambda pair: (gaps[pair], -pair[1].difficulty))
        return task.number, person, None

    def weeks(policy, seed):
        skill = play(draw(seed), policy).after
        skill[teams.EXPERT] = 0.25
        return play(Project(skill, draw(seed + 1000).tasks), closest).weeks

    aimed, fit = (np.mean([weeks(policy, s) for s in range(50)]) for policy in (references.aimed, references.best_fit))
    assert fit - 0.5 < aimed < fit
