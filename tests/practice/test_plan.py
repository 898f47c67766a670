"""A plan keeps within the hours, takes the core path first, and says what has no room."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.errors import RoundsError
from rounds.practice.plan import Plan, day, make_plan
from rounds.practice.progress import State


def names(plan: Plan) -> list[list[str]]:
    return [[one.exercise.id for one in week.exercises] for week in plan.weeks]


def test_weeks_follow_each_other_from_the_day_that_is_named(days) -> None:
    made = make_plan(days.meet(), 3, 2, date(2026, 12, 28))
    assert [(week.start, week.end) for week in made.weeks] == [
        (date(2026, 12, 28), date(2027, 1, 3)),
        (date(2027, 1, 4), date(2027, 1, 10)),
        (date(2027, 1, 11), date(2027, 1, 17)),
    ]


def test_the_core_path_comes_first_in_the_courses_order(days) -> None:
    core = [exercise.id for _, exercise in days.course.exercises() if exercise.core]
    planned = [name for week in names(make_plan(days.meet(), 4, 6)) for name in week]
    assert planned[: len(core)] == core
    assert sorted(planned) == sorted(exercise.id for _, exercise in days.course.exercises())


def test_what_is_done_is_not_planned_again(days) -> None:
    days.check("backoff", 1, 0)
    days.check("safe-to-retry", 0.5, 0)
    planned = [name for week in names(make_plan(days.meet(), 4, 6)) for name in week]
    assert "backoff" not in planned
    assert planned[0] == "safe-to-retry"


def test_reviews_stand_in_the_week_in_which_they_are_due(days) -> None:
    days.check("backoff", 1, 0)
    first, second, *_ = make_plan(days.meet(), 4, 2).weeks
    assert [review.exercise.id for review in first.reviews] == ["backoff"]
    assert first.start <= first.reviews[0].due <= first.end
    assert all(review.due <= second.end for review in second.reviews)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(weeks=st.integers(1, 8), hours=st.floats(0.1, 12), later=st.integers(0, 40))
def test_no_week_holds_more_than_its_hours_and_nothing_is_lost(days, weeks, hours, later) -> None:
    learner = days.meet()
    made = make_plan(learner, weeks, hours, learner.today + timedelta(days=later))
    assert len(made.weeks) == weeks
    assert all(week.minutes <= hours * 60 for week in made.weeks)
    planned = [name for week in names(made) for name in week]
    left = [one.exercise.id for one in made.left]
    todo = [one.exercise.id for one in learner.progress.standings if one.state is not State.DONE]
    assert sorted(planned + left) == sorted(todo)


def test_what_has_no_room_is_said_and_the_hours_that_would_do_do(days) -> None:
    made = make_plan(days.meet(), 3, 1.5)
    assert made.minutes_left > 0
    assert made.enough is not None
    assert make_plan(days.meet(), 3, made.enough).minutes_left == 0
    assert make_plan(days.meet(), 3, made.enough - 0.5).minutes_left > 0


def test_an_hour_too_short_for_any_exercise_leaves_them_all(days) -> None:
    made = make_plan(days.meet(), 1, 0.1)
    assert made.weeks[0].minutes == 0
    assert len(made.left) == len(days.meet().progress.standings)


@pytest.mark.parametrize(("weeks", "hours"), [(0, 6), (-1, 6), (1000, 6), (4, 0), (4, -1), (4, 500), (4, float("nan"))])
def test_weeks_and_hours_that_no_plan_has_are_refused(days, weeks, hours) -> None:
    with pytest.raises(RoundsError, match="plan"):
        make_plan(days.meet(), weeks, hours)


def test_a_start_in_the_past_or_that_is_no_date_is_refused(days) -> None:
    with pytest.raises(RoundsError, match="in the past; today is 2026-12-01"):
        make_plan(days.meet(), 4, 6, date(2026, 11, 30))
    with pytest.raises(RoundsError, match="is not a date"):
        day("next week")
