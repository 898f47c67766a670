"""Points come from the gradebook and from what waits for it; state, tries and hints from the diary."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from rounds.course import Course, load
from rounds.grading.gradebook import opened
from rounds.grading.record import RESULTS, queue, record_waiting
from rounds.grading.stock import gradebook_url
from rounds.grading.verdict import ExerciseReport, NotebookReport, Verdict
from rounds.practice.diary import note_checks, note_self_score, read
from rounds.practice.progress import Progress, State, Total, progress
from rounds.practice.scores import read_scores

SAMPLE = Path(__file__).parents[1] / "samples" / "course"
ASSIGNMENT = "round-3-technical-phone-screen"


@pytest.fixture
def sample(tmp_path: Path) -> Course:
    shutil.copytree(SAMPLE, tmp_path / "sample")
    return load(tmp_path / "sample")


def earn(course: Course, exercise: str, *points: float) -> None:
    """Have the results of a check wait for the gradebook."""
    tests = next(each.tests for _, each in course.exercises() if each.id == exercise)
    verdicts = tuple(Verdict(test.id, got, test.points, "", 0.1) for test, got in zip(tests, points, strict=True))
    queue(course.root, ASSIGNMENT, NotebookReport("warm-up", (ExerciseReport(exercise, verdicts, 0.1),)))


def now(course: Course) -> Progress:
    url = gradebook_url(course.root)
    return progress(course, read_scores(course.root, url), read(course.root))


def points(course: Course) -> list[float]:
    return [standing.points for standing in now(course).standings]


def states(course: Course) -> list[State]:
    return [standing.state for standing in now(course).standings]


@pytest.mark.slow
def test_recorded_points_count_and_what_waits_lies_over_them(sample) -> None:
    earn(sample, "relative-change", 2, 0)
    earn(sample, "moving-average", 2)
    assert record_waiting(sample.root) == 2
    assert points(sample) == [2, 2, 0]
    assert now(sample).notes == ()
    earn(sample, "relative-change", 2, 1)
    earn(sample, "moving-average", 0)
    assert points(sample) == [3, 0, 0]
    assert states(sample) == [State.DONE, State.UNTOUCHED, State.UNTOUCHED]


@pytest.mark.slow
def test_a_score_by_hand_stands_over_an_automatic_one(sample) -> None:
    earn(sample, "relative-change", 0, 0)
    record_waiting(sample.root)
    with opened(gradebook_url(sample.root)) as book:
        book.find_grade("relative-change-refuses", "warm-up", ASSIGNMENT, "me").manual_score = 1
        book.db.commit()
    earn(sample, "relative-change", 2, 0)
    assert points(sample) == [3, 0, 0]


@pytest.mark.slow
def test_another_students_points_are_not_the_learners(sample) -> None:
    earn(sample, "relative-change", 2, 1)
    record_waiting(sample.root)
    with closing(sqlite3.connect(sample.root / "gradebook.db")) as book, book:
        book.execute("PRAGMA foreign_keys = off")
        book.execute("UPDATE submitted_assignment SET student_id = 'student-01'")
    assert points(sample) == [0, 0, 0]


@pytest.mark.slow
def test_a_locked_gradebook_leaves_the_diary_and_a_sentence(sample) -> None:
    earn(sample, "relative-change", 2, 1)
    record_waiting(sample.root)
    note_checks(sample.root, "warm-up", [("relative-change", 2, 3)])
    with closing(sqlite3.connect(sample.root / "gradebook.db", isolation_level=None)) as book:
        book.execute("BEGIN EXCLUSIVE")
        assert points(sample) == [2, 0, 0]
        assert "gradebook.db cannot be read now (database is locked)" in now(sample).notes[0]
    assert points(sample) == [3, 0, 0]


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "There is no gradebook yet"), (b"", "cannot be read now"), (b"precious garbage" * 100, "cannot be read")],
)
def test_a_gradebook_that_is_missing_or_broken_leaves_the_diary_and_a_sentence(sample, content, words) -> None:
    if content is not None:
        (sample.root / "gradebook.db").write_bytes(content)
    note_checks(sample.root, "warm-up", [("relative-change", 2, 3)])
    assert points(sample) == [2, 0, 0]
    (said,) = now(sample).notes
    assert words in said
    assert said.endswith(": these points are from the diary of your checks.")


def test_the_courses_own_setting_says_where_the_gradebook_is(sample) -> None:
    (sample.root / "nbgrader_config.py").write_text(
        'c = get_config()\nc.CourseDirectory.db_url = "postgresql+psycopg://host/course"\n'
    )
    assert gradebook_url(sample.root) == "postgresql+psycopg://host/course"
    assert "is on a database server" in now(sample).notes[0]


def test_results_that_cannot_be_read_are_passed_over(sample) -> None:
    earn(sample, "relative-change", 2, 1)
    (sample.root / RESULTS / "0-torn.json").write_text('{"assignment": ')
    with closing(sqlite3.connect(sample.root / "gradebook.db")) as book:
        for table in ("grade", "base_cell", "submitted_notebook", "notebook", "submitted_assignment", "assignment"):
            book.execute(
                f"CREATE TABLE {table} (id, name, cell_id, notebook_id, assignment_id, student_id, auto_score, "
                "manual_score, extra_credit)"
            )
    assert points(sample) == [3, 0, 0]


def test_a_check_of_the_whole_notebook_begins_nothing_that_earned_nothing(sample) -> None:
    note_checks(sample.root, "warm-up", [("relative-change", 2, 3), ("moving-average", 0, 2)])
    assert states(sample) == [State.BEGUN, State.UNTOUCHED, State.UNTOUCHED]
    note_checks(sample.root, "warm-up", [("moving-average", 0, 2)])
    note_checks(sample.root, "warm-up", [("relative-change", 3, 3), ("moving-average", 0, 2)])
    assert states(sample) == [State.DONE, State.BEGUN, State.UNTOUCHED]
    assert [standing.tries for standing in now(sample).standings] == [2, 2, 0]


def test_hints_count_until_the_exercise_is_first_done(days) -> None:
    days.hint("backoff", 1, 5)
    days.hint("backoff", 2, 4)
    days.hint("backoff", 2, 3.5)
    days.check("backoff", 1, 3)
    days.hint("backoff", 3, 2)
    days.check("backoff", 0.5, 1)
    found = next(one for one in days.meet().progress.standings if one.exercise.id == "backoff")
    assert (found.hints, found.tries, found.points, found.state) == (2, 2, 4, State.BEGUN)
    assert found.first_done is not None
    assert found.first_done.date() == days.meet().today.replace(month=11, day=28)


def test_ones_own_score_is_never_added_to_what_hidden_tests_award(sample) -> None:
    note_checks(sample.root, "warm-up", [("relative-change", 3, 3)])
    note_self_score(sample.root, "your-failure", 4, 4)
    prose = next(one for one in now(sample).standings if one.self_scored)
    note_self_score(sample.root, prose.exercise.id, 2, 4)
    assert states(sample)[-1] is State.BEGUN
    note_self_score(sample.root, prose.exercise.id, 3, 4)
    assert states(sample)[-1] is State.DONE
    whole = now(sample).whole
    assert (whole.points, whole.possible, whole.self_points, whole.self_possible) == (3, 5, 3, 4)
    note_checks(sample.root, "warm-up", [("moving-average", 2, 2)])
    assert now(sample).whole.share == 1.0


def test_totals_are_of_five_rounds_25_topics_and_each_kind_an_exercise_has(days) -> None:
    days.check("backoff", 1, 1)  # ORACLE and SIM
    found = days.meet().progress
    assert (len(found.rounds), len(found.topics)) == (5, 25)
    kinds: dict[str, Total] = {total.id: total for total in found.kinds}
    assert (kinds["ORACLE"].points, kinds["SIM"].points, found.whole.points) == (8, 8, 8)
    assert sum(total.points for total in found.topics) == sum(total.points for total in found.rounds) == 8
    assert found.topic("failure-modes-and-resilience").done == 1
    assert found.topic("coding-at-scale").exercises == 0
