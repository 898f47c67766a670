"""Three things at most: what is begun, what is due, what is new; and a word where all is done."""

from dataclasses import replace

from rounds.practice.advice import advise, by_weakness


def exercises(days) -> list[str]:
    return [each.exercise.id for each in advise(days.meet()).suggestions]


def test_who_begins_gets_the_core_path_in_the_courses_order(days) -> None:
    found = advise(days.meet())
    assert exercises(days) == ["backoff", "safe-to-retry", "retry-budget"]
    assert [each.minutes for each in found.suggestions] == [20, 20, 25]
    assert found.suggestions[0].what == "Begin backoff in failure-modes."
    assert found.note == ""


def test_what_is_begun_what_is_due_and_what_is_new_take_turns(days) -> None:
    days.check("backoff", 1, 9)
    days.check("retry-budget", 0.6, 2)
    days.check("circuit-breaker", 0, 1)
    found = advise(days.meet()).suggestions
    assert [each.what for each in found] == [
        "Finish retry-budget in failure-modes.",
        "Read the 23 recall cards of failure-modes and check backoff again.",
        "Begin safe-to-retry in failure-modes.",
    ]
    assert found[0].why.startswith("You have 6 of 10 points")
    assert "has been due since" in found[1].why


def test_what_was_tried_in_vain_is_come_back_to(days) -> None:
    days.check("circuit-breaker", 0, 1)
    assert advise(days.meet()).suggestions[0].what == "Come back to circuit-breaker in failure-modes."


def all_but(days, *left: str) -> None:
    for _, exercise in days.course.exercises():
        if exercise.id not in left:
            days.check(exercise.id, 1, 0)


def test_the_core_path_comes_before_what_stands_earlier_in_the_course(days) -> None:
    all_but(days, "deadline", "bulkhead")
    assert exercises(days) == ["bulkhead", "deadline"]


def test_what_takes_up_to_half_an_hour_comes_first_where_all_else_is_equal(days) -> None:
    found = days.meet().progress
    first, second, *_ = found.standings
    long = replace(first, exercise=replace(first.exercise, minutes=31))
    half_an_hour = replace(second, exercise=replace(second.exercise, minutes=30))
    assert by_weakness(found, [long, half_an_hour]) == [half_an_hour, long]


def test_the_weaker_topic_comes_first(days) -> None:
    days.check("backoff", 1, 0)
    found = days.meet().progress
    first, second, *_ = found.standings
    elsewhere = replace(second, exercise=replace(second.exercise, topic="coding-at-scale"))
    assert by_weakness(found, [first, elsewhere]) == [elsewhere, first]


def test_when_all_is_done_it_says_what_is_due_next_and_when(days) -> None:
    days.pass_all(0)
    found = advise(days.meet())
    assert found.suggestions == ()
    assert found.note.startswith("Every exercise is done. Failure modes and resilience is due next, on ")
    assert found.note.endswith(" 2026: 28 minutes.")


def test_when_all_is_done_and_something_is_due_it_says_both(days) -> None:
    days.pass_all(300)
    found = advise(days.meet())
    assert len(found.suggestions) == 1
    assert found.note == "Every exercise is done; what is left is to keep it."
