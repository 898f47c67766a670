"""The course as its metadata tells it: complete, unique, and true to the guide's topics."""

import json
import shutil
from pathlib import Path

import pytest

from rounds.course import Course, find_root, load, owner_of, property_words, rounds, topics
from rounds.errors import RoundsError, UnknownName
from rounds.files import read_notebook
from rounds.grading.feedback.sections import hints
from rounds.grading.lint import problems

REPOSITORY = Path(__file__).parents[1]
SAMPLE = Path(__file__).parent / "samples" / "course"


@pytest.fixture
def sample(tmp_path: Path) -> Course:
    root = tmp_path / "sample"
    shutil.copytree(SAMPLE, root)
    return load(root)


def test_the_courses_metadata_ids_and_points_are_complete_and_unique() -> None:
    assert problems(load(REPOSITORY)) == []


def test_every_notebook_lies_in_the_assignment_of_its_round() -> None:
    folders = {each.number: each.assignment for each in rounds()}
    for notebook in load(REPOSITORY).notebooks:
        assert notebook.assignment == folders[notebook.round]


def test_a_notebooks_minutes_hold_its_exercises() -> None:
    for notebook in load(REPOSITORY).notebooks:
        assert sum(exercise.minutes for exercise in notebook.exercises) <= notebook.minutes


def test_an_exercise_with_hidden_tests_offers_a_question_an_idea_and_a_sketch() -> None:
    for notebook in load(REPOSITORY).notebooks:
        tested = [exercise.id for exercise in notebook.exercises if exercise.tests]
        found = hints(read_notebook(notebook.path)["cells"], [exercise.id for exercise in notebook.exercises])
        titles = {exercise: tuple(hint.title for hint in found.get(exercise, ())) for exercise in tested}
        assert titles == dict.fromkeys(tested, ("Hint 1: a question", "Hint 2: an idea", "Hint 3: a sketch"))


def test_there_are_five_rounds_and_25_topics() -> None:
    assert [each.number for each in rounds()] == [1, 2, 3, 4, 5]
    found = topics()
    assert len({topic.id for topic in found}) == len(found) == 25
    assert [sum(topic.round == number for topic in found) for number in range(1, 6)] == [4, 4, 5, 6, 6]
    assert all(topic.title and topic.summary.endswith(".") for topic in found)


def test_notebooks_stand_in_the_order_that_their_round_names() -> None:
    found = [notebook.name for notebook in load(REPOSITORY).notebooks]
    named = [name for each in rounds() for name in each.notebooks]
    assert [name for name in found if name in named] == named


def test_the_sample_reads_as_it_is_written(sample) -> None:
    (notebook,) = sample.notebooks
    assert (notebook.title, notebook.points, notebook.round) == ("Warm up", 5, 3)
    first, second, prose = notebook.exercises
    assert (first.title, first.kinds, first.core, first.points) == ("Relative change", ("ORACLE",), True, 3)
    assert [test.id for test in second.tests] == ["moving-average-windows"]
    assert (prose.kinds, prose.points, prose.tests) == (("RUBRIC",), 4, ())


def test_a_test_belongs_to_the_longest_id_that_begins_its_own() -> None:
    assert owner_of("retry-budget-recovers", ["retry", "retry-budget"]) == "retry-budget"
    assert owner_of("retry-later", ["retry", "retry-budget"]) == "retry"
    assert owner_of("retrying", ["retry"]) is None


def test_the_property_is_what_the_first_line_says() -> None:
    assert property_words("# a-b · 1 point: it holds.\nassert True") == "it holds"
    assert property_words("assert True") == ""


def test_unknown_names_list_the_right_ones(sample) -> None:
    with pytest.raises(UnknownName, match=r"no notebook called 'warmup'. Did you mean 'warm-up'\?"):
        sample.notebook("warmup")
    with pytest.raises(UnknownName, match="no round called '9'"):
        sample.assignment("9")
    assert sample.assignment("3") == sample.notebooks
    assert sample.notebook("round-3-technical-phone-screen/warm-up.ipynb") == sample.notebooks[0]


def test_the_course_is_found_from_anywhere_inside_it(sample, monkeypatch, tmp_path) -> None:
    monkeypatch.delenv("ROUNDS_COURSE", raising=False)
    inside = sample.root / "workspace" / "deep"
    inside.mkdir(parents=True)
    assert find_root(inside) == sample.root
    with pytest.raises(RoundsError, match="is not inside a course"):
        find_root(tmp_path)
    monkeypatch.setenv("ROUNDS_COURSE", str(sample.root))
    assert find_root(tmp_path) == sample.root


BREACHES = {
    "is not in kebab-case": lambda cells, _: cells[3]["metadata"]["nbgrader"].update(grade_id="Relative_Change"),
    "the id setup-imports exists more than once": lambda cells, _: cells.append({**cells[1], "id": "again"}),
    "math is one thing in setup-imports and another in setup-again": lambda cells, _: cells.append(
        {**cells[1], "id": "again", "source": "math = 1"}
        | {"metadata": {"tags": ["setup"], "nbgrader": {**cells[1]["metadata"]["nbgrader"], "grade_id": "setup-again"}}}
    ),
    "belongs to no exercise": lambda cells, _: cells[5]["metadata"]["nbgrader"].update(grade_id="other-value"),
    "does not name its id and points": lambda cells, _: cells[6]["metadata"]["nbgrader"].update(points=4),
    "not 2 to 10": lambda cells, _: cells[5]["metadata"]["nbgrader"].update(points=40),
    "the kinds": lambda cells, _: cells[3]["metadata"]["rounds"].update(kinds=["QUIZ"]),
    "it has no minutes": lambda cells, _: cells[3]["metadata"]["rounds"].pop("minutes"),
    "there is no `## ` heading": lambda cells, _: cells.pop(2),
    "is not a locked code cell with an id": lambda cells, _: cells[1]["metadata"].pop("nbgrader"),
    "keeps outputs": lambda cells, _: cells[4].update(
        outputs=[{"output_type": "stream", "name": "stdout", "text": "x"}]
    ),
    "has tests exactly where the kind is not RUBRIC": lambda cells, _: cells[13]["metadata"]["rounds"].update(
        kinds=["ORACLE"]
    ),
    "the id of a text begins with your-": lambda cells, _: cells[13]["metadata"]["nbgrader"].update(
        grade_id="a-summary"
    ),
    "worth 2 points; the bands of its rubric add up to 4": lambda cells, _: cells[13]["metadata"]["nbgrader"].update(
        points=2
    ),
    "has no rubric for 'your-summary'": lambda cells, _: cells[12]["metadata"].pop("tags"),
    "ends with a value of the answer's own": lambda cells, _: cells[6].update(source="relative_change(1, 2).x"),
    "relative-change-refuses is not plain Python": lambda cells, _: cells[6].update(source="%time x"),
    "lacks a title, minutes or topics": lambda _, about: about.pop("title"),
    "names round 7": lambda _, about: about.update(round=7),
    "names an unknown topic": lambda _, about: about.update(topics=["astrology"]),
    "hidden tests stand in": lambda cells, _: cells[4].update(
        source=["### BEGIN HIDDEN TESTS\n", "### END HIDDEN TESTS"]
    ),
}


@pytest.mark.parametrize("said", BREACHES)
def test_a_breach_of_the_authoring_rules_is_named(sample, said) -> None:
    path = sample.notebooks[0].path
    content = json.loads(path.read_text())
    BREACHES[said](content["cells"], content["metadata"]["rounds"])
    path.write_text(json.dumps(content))
    assert any(said in problem for problem in problems(load(sample.root)))


def test_a_name_that_two_notebooks_share_is_named(sample) -> None:
    other = sample.root / "source" / "round-4-onsite-technical"
    other.mkdir()
    shutil.copy(sample.notebooks[0].path, other)
    found = problems(load(sample.root))
    assert "The notebook warm-up exists more than once." in found
    assert "The exercise relative-change exists more than once." in found
