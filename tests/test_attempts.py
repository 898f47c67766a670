"""The hidden tests are tested: every attempt gets exactly what it should, and every test is failed by some attempt."""

from pathlib import Path

import pytest

from rounds.course import grade_id, load
from rounds.errors import RoundsError, UnknownName
from rounds.files import read_notebook
from rounds.grading.attempts import (
    ATTEMPTS,
    all_attempts,
    attempts_at,
    bare,
    difference,
    parse,
    released,
    run_attempt,
)
from rounds.grading.sandbox.kit import REFERENCES

REPOSITORY = Path(__file__).parents[1]
SAMPLE = Path(__file__).parent / "samples" / "course"
# The sample course shows that the machinery finds what it should where the repository's own attempts are all in order.
COURSES = [load(root) for root in (REPOSITORY, SAMPLE) if (root / "source").is_dir()]
ATTEMPT = [(course, *found) for course in COURSES for found in all_attempts(course)]
EXERCISES = [
    (course, notebook, exercise)
    for course in COURSES[:1]
    for notebook, exercise in course.exercises()
    if exercise.tests
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("course", "notebook", "attempt"), [(c, n, a) for c, n, _, a in ATTEMPT], ids=[a.slug for *_, a in ATTEMPT]
)
def test_attempt(course, notebook, attempt, shared_engine) -> None:
    report, _ = run_attempt(course, notebook, attempt, shared_engine)
    assert not difference(attempt, report), difference(attempt, report)


@pytest.mark.parametrize(("course", "notebook", "exercise"), EXERCISES, ids=[exercise.id for *_, exercise in EXERCISES])
def test_exercise_has_enough_attempts(course, notebook, exercise) -> None:
    attempts = attempts_at(course, notebook, exercise)
    right = [attempt for attempt in attempts if attempt.right]
    wrong = [attempt for attempt in attempts if not attempt.right]
    assert len(right) >= 2
    assert len(wrong) >= 5
    assert len({attempt.slug for attempt in attempts}) == len(attempts)
    lost = {test for attempt in wrong for test in attempt.loses}
    assert lost == {test.id for test in exercise.tests}, "each test must be failed by at least one wrong attempt"
    stub = [
        attempt for attempt in wrong if not attempt.code or 'raise NotImplementedError("not done yet")' in attempt.code
    ]
    assert any(len(attempt.loses) == len(exercise.tests) for attempt in stub), "the untouched stub must be among them"
    if uses_a_reference(notebook, exercise):
        assert any(
            reference in attempt.code
            for attempt in wrong
            for reference in (*REFERENCES, "from rounds.sim import policies")
        )


def uses_a_reference(notebook, exercise) -> bool:
    """Whether the hidden tests of the exercise have the package's reference implementations at hand."""
    own = {test.id for test in exercise.tests}
    tests = [cell for cell in read_notebook(notebook.path)["cells"] if grade_id(cell) in own]
    return any(reference in cell["source"] for cell in tests for reference in REFERENCES)


def test_an_attempt_stands_alone_with_setup_and_what_is_graded() -> None:
    for course in COURSES:
        for notebook in course.notebooks:
            whole = released(course, notebook)["cells"]
            left = bare(released(course, notebook))["cells"]
            assert [cell for cell in whole if cell not in left] == [
                cell for cell in whole if cell["cell_type"] == "code" and not grade_id(cell)
            ]
            assert [cell for cell in left if grade_id(cell)] == [cell for cell in whole if grade_id(cell)]


def test_every_attempt_belongs_to_an_exercise() -> None:
    for course in COURSES:
        known = {Path(n.assignment, n.name, f"{e.id}.py") for n, e in course.exercises()}
        folder = course.root / ATTEMPTS
        assert {path.relative_to(folder) for path in folder.rglob("*.py")} <= known


@pytest.fixture
def exercise():
    return load(SAMPLE).notebooks[0].exercises[0]


def test_a_file_of_attempts_is_read_as_it_says(exercise) -> None:
    wrong = "# %% wrong: off\n# loses: relative-change-value\nx = 2\n# %% wrong: stub\n# loses: all\n"
    text = f"# %% right: fine\nx = 1\n\n{wrong}"
    right, off, stub = parse(text, exercise, "f.py")
    assert (right.code, right.right, right.points(exercise)) == ("x = 1", True, 3)
    assert (off.code, off.loses, off.points(exercise)) == ("x = 2", {"relative-change-value"}, 1)
    assert (stub.code, stub.points(exercise), stub.slug) == ("", 0, "relative-change-stub")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# %% wrong: off\nx = 2\n", "f.py:1: a wrong attempt's first line is"),
        ("# %% almost: off\n", "f.py:1: a cell begins with"),
        ("x = 1\n# %% right: fine\n", "f.py:1: code before the first"),
    ],
)
def test_a_breach_of_the_format_names_file_and_line(exercise, text, said) -> None:
    with pytest.raises(RoundsError, match=said):
        parse(text, exercise, "f.py")


def test_an_unknown_test_lists_the_known(exercise) -> None:
    with pytest.raises(UnknownName, match="relative-change-value, relative-change-refuses"):
        parse("# %% wrong: off\n# loses: relative-change-valu\n", exercise, "f.py")


@pytest.mark.slow
def test_what_an_attempt_gets_and_should_not_is_named(exercise, shared_engine) -> None:
    course = load(SAMPLE)
    good, *_ = attempts_at(course, course.notebooks[0], exercise)
    claimed = parse(f"# %% wrong: not at all\n# loses: relative-change-value\n{good.code}", exercise, "f.py")[0]
    report, _ = run_attempt(course, course.notebooks[0], claimed, shared_engine)
    assert difference(claimed, report) == "relative-change-value passed, and must fail."
