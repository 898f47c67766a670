"""The cohort's pipeline with an engine that answers at once: what is run, reused, written, recorded and told."""

import gc
import json
import sqlite3
import threading
import tracemalloc
from collections.abc import Callable
from contextlib import closing

import nbformat
import pytest
from fakes import FakeEngine, slowly

from rounds.course import Course, grade_id
from rounds.errors import UnknownName
from rounds.grading.cohort.local import Local
from rounds.grading.cohort.run import Choice, Graded, grade
from rounds.grading.cohort.submitted import submissions

ASSIGNMENT = "round-3-technical-phone-screen"
Run = Callable[..., dict[str, Graded]]


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def run(sample: Course, engine: FakeEngine) -> Run:
    """A function that grades what is handed in, by student."""

    def graded(student: str | None = None, engine: FakeEngine = engine, **choice) -> dict[str, Graded]:
        chosen = submissions(sample, student=student)
        done = grade(sample, chosen, choice=Choice(**choice), judges=Local(engine))
        return {each.submitted.student: each for each in done}

    return graded


@pytest.fixture
def hand(hand_in, released, with_sources):
    """A function that hands in the sample notebook with an answer."""

    def put(student: str, answer: str = "pass", **more: str):
        sources = {"relative-change": answer, "moving-average": "pass"} | {
            name.replace("_", "-"): source for name, source in more.items()
        }
        return hand_in(student, with_sources(released, sources))

    return put


def grades(course: Course, student: str) -> dict[str, tuple]:
    """A student's rows in the gradebook: automatic and manual score, and whether they need a look."""
    words = (
        "SELECT base_cell.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade FROM grade "
        "JOIN base_cell ON grade.cell_id = base_cell.id "
        "JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id "
        "JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id WHERE student_id = ?"
    )
    with closing(sqlite3.connect(course.root / "gradebook.db")) as database:
        return {name: tuple(rest) for name, *rest in database.execute(words, (student,))}


def change(course: Course, words: str, *values) -> None:
    with closing(sqlite3.connect(course.root / "gradebook.db")) as database:
        database.execute(words, values)
        database.commit()


def autograded(course: Course, student: str) -> dict:
    return json.loads((course.root / "autograded" / student / ASSIGNMENT / "warm-up.ipynb").read_text())


def test_what_the_engine_cannot_run_is_flagged_and_nobody_elses_points_change(sample, run, hand) -> None:
    for student, answer in {"a": "pass", "b": "breaks", "c": "half"}.items():
        hand(student, answer)
    graded = run()
    assert {student: each.points for student, each in graded.items()} == {"a": 5, "b": 2, "c": 3.5}
    assert graded["a"].flags == graded["c"].flags == ()
    assert graded["b"].flags == (
        "warm-up, relative-change-value, relative-change-refuses: The grader could not run this: "
        "the engine itself broke",
    )
    assert grades(sample, "b")["relative-change-value"] == (0.0, None, 1)
    assert grades(sample, "b")["moving-average-windows"] == (2.0, None, 0)


def test_no_more_run_at_once_than_the_engine_has_workers(run, hand) -> None:
    for number in range(8):
        hand(f"s{number}", f"answer = {number}")
    engine = FakeEngine(workers=3, before=slowly(0.02))
    assert len(run(engine=engine)) == 8
    assert engine.most_at_once == 3


def test_an_unchanged_submission_is_not_run_again_and_a_changed_one_is(sample, run, hand, engine) -> None:
    hand("a", "first = 1")
    hand("b", "half = 1")
    assert [each.reused for each in run().values()] == [0, 0]
    ran = len(engine.ran)
    again = run()
    assert [each.reused for each in again.values()] == [1, 1]
    assert {student: each.points for student, each in again.items()} == {"a": 5, "b": 3.5}
    assert len(engine.ran) == ran
    hand("b", "better = 1")
    changed = run()
    assert (changed["a"].reused, changed["b"].reused, changed["b"].points) == (1, 0, 5)
    ran = len(engine.ran)
    assert [each.reused for each in run(force=True).values()] == [0, 0]
    assert len(engine.ran) > ran


@pytest.mark.parametrize("path", ["source", "beside", "salt", "limit"])
def test_whatever_a_result_depends_on_makes_it_run_again(sample, run, hand, path) -> None:
    submitted = hand("a")
    run()
    if path == "source":
        source = sample.notebooks[0].path
        source.write_text(source.read_text().replace('hidden_seeds(\\"relative-change-value\\", 3)', "[1, 2, 3]"))
    elif path == "beside":
        (submitted.parent / "helper.py").write_text("x = 1")
    elif path == "salt":
        (sample.root / ".rounds-salt").write_text("pepper")
    else:
        config = sample.root / "nbgrader_config.py"
        config.write_text(config.read_text() + "\nc.Execute.timeout = 7\n")
    assert run()["a"].reused == 0


@pytest.mark.parametrize("damage", [b"", b"{", b"0" * 64 + b"\n{}"])
def test_a_kept_result_that_is_not_whole_is_ignored(sample, run, hand, damage) -> None:
    hand("a", "half = 1")
    run()
    (kept,) = (sample.root / ".rounds" / "judged").iterdir()
    kept.write_bytes(damage)
    assert (run()["a"].reused, run()["a"].points) == (0, 3.5)


def test_points_in_a_kept_result_that_somebody_raised_are_ignored(sample, run, hand) -> None:
    hand("a", "half = 1")
    run()
    (kept,) = (sample.root / ".rounds" / "judged").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b'"points": 1.0', b'"points": 2.0'))
    assert run()["a"].points == 3.5


def test_a_flagged_result_is_tried_again(run, hand) -> None:
    hand("a", "breaks")
    assert run()["a"].flags
    assert run()["a"].reused == 0


def test_a_result_of_an_answer_that_hit_a_limit_says_so_and_is_tried_again(run, hand) -> None:
    hand("a", "slow")
    assert any("It took too long." in note for note in run()["a"].notes)
    assert run()["a"].reused == 0


def test_stopping_keeps_what_was_finished_and_the_next_run_goes_on(sample, run, hand, engine) -> None:
    for number in range(6):
        hand(f"s{number}", "hangs" if number == 5 else f"answer = {number}")
    finished = []

    def impatient() -> None:
        for each in grade(sample, submissions(sample), judges=Local(engine)):
            finished.append(each.submitted.student)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        impatient()
    assert finished
    assert {f"s{number}" for number in range(5) if grades(sample, f"s{number}")["moving-average-windows"][0]} >= set(
        finished
    )
    assert grades(sample, "s5").get("moving-average-windows", (None,))[0] is None
    fresh = FakeEngine()
    fresh.stop()  # so that s5 does not hang
    again = run(engine=fresh)
    assert {each.points for each in again.values()} == {5}
    assert all(again[student].reused for student in finished)


def test_old_points_are_gone_before_the_new_ones_are_known(sample, run, hand) -> None:
    hand("a")
    run()
    seen = []
    engine = FakeEngine(before=lambda _: seen.append(grades(sample, "a")["moving-average-windows"]))
    run(engine=engine, force=True)
    assert seen == [(None, None, 1), (None, None, 1)]


def test_a_persons_score_and_comment_survive_a_regrade_and_the_score_needs_a_look(sample, run, hand) -> None:
    hand("a", "half = 1")
    assert run()["a"].points == 3.5
    cell = "(SELECT id FROM base_cell WHERE name = 'relative-change-value')"
    change(sample, f"UPDATE grade SET manual_score = 1.75, extra_credit = 0.5 WHERE cell_id = {cell}")
    change(sample, "UPDATE comment SET manual_comment = 'Well argued.'")
    graded = run(force=True)["a"]
    assert grades(sample, "a")["relative-change-value"] == (1.0, 1.75, 1)
    assert graded.points == 3.5 - 1 + 1.75 + 0.5
    with closing(sqlite3.connect(sample.root / "gradebook.db")) as database:
        assert {row[0] for row in database.execute("SELECT manual_comment FROM comment")} == {"Well argued."}


def test_prose_waits_for_a_person_and_an_untouched_cell_gets_nothing(sample, run, hand, released) -> None:
    hand("wrote", your_summary="It grew by half.")
    hand("did-not")
    run()
    assert grades(sample, "wrote")["your-summary"] == (None, None, 1)
    assert grades(sample, "did-not")["your-summary"] == (0.0, None, 0)
    words = (
        "SELECT student_id, base_cell.name, auto_comment FROM comment JOIN base_cell ON comment.cell_id = base_cell.id "
        "JOIN submitted_notebook ON comment.notebook_id = submitted_notebook.id "
        "JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id"
    )
    with closing(sqlite3.connect(sample.root / "gradebook.db")) as database:
        comments = {(student, cell): comment for student, cell, comment in database.execute(words)}
    assert comments["did-not", "your-summary"] == "No response."
    assert comments["wrote", "your-summary"] is None
    assert comments["did-not", "moving-average"] is None


def test_a_missing_notebook_gets_no_points_and_needs_no_look(sample, run, hand) -> None:
    path = hand("a")
    path.rename(path.with_name("other.ipynb"))
    assert run()["a"].failures
    assert {row[:1] + row[2:] for row in grades(sample, "a").values()} == {(0.0, 0)}


def test_a_notebook_that_fails_needs_a_look(sample, run, hand_in) -> None:
    hand_in("a", '{"cells": [')
    run()
    assert {row[:1] + row[2:] for row in grades(sample, "a").values()} == {(None, 1)}
    assert not (sample.root / "autograded" / "a" / ASSIGNMENT / "warm-up.ipynb").exists()


def test_one_notebook_and_one_student_leave_the_others_alone(sample, run, hand) -> None:
    hand("a")
    hand("b")
    assert set(run(student="a", notebook="warm-up")) == {"a"}
    assert grades(sample, "b") == {}
    with pytest.raises(UnknownName, match="Did you mean 'warm-up'"):
        run(notebook="warmup")


def test_the_autograded_folder_is_as_nbgrader_writes_it(sample, run, hand) -> None:
    given = sample.root / "source" / ASSIGNMENT / "data"
    given.mkdir()
    (given / "table.csv").write_text("ours")
    (sample.root / "source" / ASSIGNMENT / "warm-up.py").write_text("# a pair for the author, with the solution")
    folder = hand("a", "pass # – é").parent
    (folder / "data").mkdir()
    (folder / "data" / "table.csv").write_text("theirs")
    (folder / "notes.txt").write_text("mine")
    (folder / "link").symlink_to("/etc/passwd")
    (folder / "timestamp.txt").write_text("2026-01-02 03:04:05 UTC")
    run()
    target = sample.root / "autograded" / "a" / ASSIGNMENT
    found = {path.relative_to(target).as_posix(): path for path in target.rglob("*") if path.is_file()}
    assert set(found) == {"warm-up.ipynb", "data/table.csv", "notes.txt", "timestamp.txt"}
    assert found["data/table.csv"].read_text() == "ours"
    assert {path.stat().st_mode & 0o777 for path in found.values()} == {0o444}
    text = found["warm-up.ipynb"].read_text()
    nb = nbformat.reads(text, as_version=4)
    nbformat.validate(nb)
    assert nbformat.writes(nb, version=4) + "\n" == text
    outputs = {grade_id(cell): cell.get("outputs") for cell in nb.cells}
    assert outputs["relative-change"] == [{"output_type": "stream", "name": "stdout", "text": "ran\n"}]
    (folder / "notes.txt").unlink()
    run()
    assert not (target / "notes.txt").exists()


def test_halves_of_characters_and_other_oddities_cost_nobody_anything(run, hand, hand_in, released) -> None:
    odd = json.dumps(released).replace("Warm up", "Warm \\ud800 up").replace("pass", "\\udfff")
    hand_in("odd", odd)
    hand("a", '"""\\ud83d"""')
    graded = run()
    assert {student: each.failures for student, each in graded.items()} == {"odd": (), "a": ()}


def test_a_log_says_what_was_put_right_and_what_each_test_gave(sample, run, hand_in, released, with_sources) -> None:
    changed = with_sources(released, {"relative-change": "half", "relative-change-value": "pass"})
    hand_in("a", changed)
    graded = run()["a"]
    assert graded.notes == (
        "warm-up: Not as the course has it, so the course's version counts: relative-change-value.",
    )
    log = (sample.root / ".rounds" / "logs" / f"a-{ASSIGNMENT}.log").read_text()
    for words in ("the course's version counts", "relative-change-value  1 of 2", ": Half.", "CPU 0.20 s", "6 calls"):
        assert words in log


@pytest.mark.slow
def test_a_cohort_many_times_as_large_takes_no_more_memory(sample, run, hand, monkeypatch) -> None:
    monkeypatch.setattr("rounds.grading.cohort.run.SECONDS_TO_RECORD", 60.0)  # each batch fills, on a slow machine too
    for number in range(120):
        hand(f"s{number:03}", f"answer = {number}")

    def peak(student_count: int) -> int:
        chosen = submissions(sample)[:student_count]
        gc.freeze()
        tracemalloc.start()
        for _ in grade(sample, chosen, judges=Local(FakeEngine()), choice=Choice(force=True)):
            gc.collect()  # what is graded is dropped, as by the command; Python may be in no hurry with what is left
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        gc.unfreeze()
        return most

    peak(4)  # imports, caches
    small = peak(40)
    assert peak(120) <= 1.07 * small  # 1.05; 1.10 where every `Graded` is kept


def test_threads_are_gone_when_all_is_graded(run, hand) -> None:
    hand("a")
    before = threading.active_count()
    run()
    assert threading.active_count() == before
