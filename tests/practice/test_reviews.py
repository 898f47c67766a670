"""A topic comes back after some days: sooner where a hint was needed, and again where what had passed fails."""

from datetime import date, timedelta

from rounds.practice.reviews import Review

TOPIC = "failure-modes-and-resilience"


def review(days) -> Review:
    (found,) = days.meet().reviews.upcoming()
    return found


def due_in(days) -> int:
    """Days from today to the next review of the only topic that was begun."""
    return (review(days).due - days.meet().today).days


def test_nothing_is_due_before_an_exercise_has_passed(days) -> None:
    days.check("backoff", 0.5, 3)
    days.hint("backoff", 1, 2)
    assert days.meet().reviews.upcoming() == ()


def test_a_first_pass_brings_its_topic_back_when_fsrs_says(days) -> None:
    """After a first Good, FSRS-6 expects nine in ten to be recalled after 2.3 days."""
    days.check("backoff", 1, 0)
    assert (review(days).topic, due_in(days)) == (TOPIC, 2)


def test_a_hint_before_the_pass_brings_it_back_sooner(days) -> None:
    days.hint("backoff", 1, 0.1)
    days.check("backoff", 1, 0)
    assert due_in(days) == 1


def test_a_second_pass_on_the_same_day_is_no_review(days) -> None:
    days.check("backoff", 1, 0.2)
    days.check("safe-to-retry", 1, 0.1)
    before = review(days)
    days.check("backoff", 1, 0)
    assert review(days) == before


def test_a_pass_on_another_day_lengthens_the_wait(days) -> None:
    days.check("backoff", 1, 3)
    once = review(days).due
    assert once == days.meet().today - timedelta(days=1)
    days.check("backoff", 1, 0)
    assert review(days).due > once + timedelta(days=5)


def test_a_fail_after_a_pass_shortens_the_wait_and_counts_once(days) -> None:
    days.check("backoff", 1, 20)
    days.check("backoff", 1, 10)
    assert due_in(days) > 5
    days.check("backoff", 0.5, 0.2)
    assert due_in(days) <= 2
    shortened = review(days).due
    days.check("backoff", 0.5, 0.1)
    days.check("backoff", 0, 0)
    assert review(days).due == shortened


def test_what_is_due_is_due_from_its_day_on(days) -> None:
    days.check("backoff", 1, 3)
    found = days.meet().reviews
    day = found.upcoming()[0].due
    assert found.due(day - timedelta(days=1)) == ()
    assert [each.topic for each in found.due(day)] == [TOPIC]


def test_the_exercise_to_check_is_the_one_checked_longest_ago_and_brings_its_notebooks_cards(days) -> None:
    days.check("backoff", 1, 9)
    days.check("amplification", 1, 8)
    assert (review(days).exercise.id, review(days).cards, review(days).minutes) == ("backoff", 23, 28)
    days.check("backoff", 1, 1)
    assert (review(days).exercise.id, review(days).notebook.name) == ("amplification", "cascading-failures")


def test_what_may_come_is_foreseen_without_changing_what_is(days) -> None:
    days.check("backoff", 1, 3)
    before = days.meet().reviews
    later = before.after("backoff", date(2026, 12, 1))
    assert later.upcoming()[0].due > before.upcoming()[0].due
    assert before.upcoming() == days.meet().reviews.upcoming()
    assert before.after("of-another-course", date(2026, 12, 1)) == before
