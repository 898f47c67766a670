"""The pool of interview problems: whole, varied, and every example as its reference says; broken files are named."""

import inspect
import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from problems.references import REFERENCES

from rounds.course import topics
from rounds.errors import RoundsError, UnknownName
from rounds.problems import FOLDER, WEAK_SPOTS, Change, Edge, Example, Problem, problem, problems, read
from rounds.worlds.clarifying import PROMPT

POOL = problems()
CHANGES = [pytest.param(each, change, id=f"{each.id}-{change.id}") for each in POOL for change in each.changes]


def data(value: Any) -> str:
    """Plain data as text: a tuple is a list, and 1 is neither true nor 1.0."""
    return json.dumps(value, sort_keys=True)


def answered(each: Problem, change: str, case: Example | Edge) -> str:
    return data(REFERENCES[each.id, change](*deepcopy(case.input)))


def name_and_parameters(signature: str) -> tuple[str, int]:
    """The name in a signature, and how many parameters it has."""
    scope: dict[str, Any] = {}
    exec(f"from collections.abc import Iterable, Sequence\n{signature}: ...", scope)
    name = re.match(r"def (\w+)", signature)
    assert name
    return name[1], len(inspect.signature(scope[name[1]]).parameters)


def test_clarify_first_asks_about_one_of_them():
    assert problem("resume-point").prompt.strip() == PROMPT


def test_there_are_enough_problems_and_a_reference_for_each_part():
    assert len(POOL) >= 8
    parts = {(each.id, part) for each in POOL for part in ("", *(change.id for change in each.changes))}
    assert parts == REFERENCES.keys()


@pytest.mark.parametrize("each", POOL, ids=lambda each: each.id)
def test_examples_and_edge_cases_are_what_the_reference_says(each: Problem):
    for case in (*each.examples, *each.edges):
        assert answered(each, "", case) == data(case.output), case


@pytest.mark.parametrize(("each", "change"), CHANGES)
def test_examples_of_a_change_are_what_its_reference_says(each: Problem, change: Change):
    for case in change.examples:
        assert answered(each, change.id, case) == data(case.output), case


@pytest.mark.parametrize(("each", "change"), CHANGES)
def test_a_change_is_not_solved_by_the_code_from_before(each: Problem, change: Change):
    wrong = 0
    for case in change.examples:
        try:
            wrong += answered(each, "", case) != data(case.output)
        except Exception:  # noqa: BLE001 - other arguments: the code from before cannot even be called
            wrong += 1
    assert wrong


@pytest.mark.parametrize("each", POOL, ids=lambda each: each.id)
def test_a_problem_fits_together(each: Problem):
    assert each.topic in {topic.id for topic in topics()}
    assert 30 <= each.minutes <= 60
    assert len({clarification.kind for clarification in each.clarifications}) >= 3
    assert {follow_up.when for follow_up in each.follow_ups} == set(WEAK_SPOTS)
    assert len({change.id for change in each.changes}) == 2
    for clarification in each.clarifications:
        assert len({answer.says for answer in clarification.answers}) == len(clarification.answers)
    for signature, cases in [
        (each.signature, (*each.examples, *each.edges)),
        *((change.signature, change.examples) for change in each.changes),
    ]:
        _, parameters = name_and_parameters(signature)
        assert {len(case.input) for case in cases} == {parameters}, signature


def test_the_prompt_leaves_open_what_the_reading_settles():
    for each in POOL:
        assert len(each.prompt.split()) <= 45
        assert len(each.reading.split()) > len(each.prompt.split())


def test_a_problem_is_found_by_its_id():
    assert problem("skip-intro").title == "Find the intro"
    with pytest.raises(UnknownName, match="Did you mean 'skip-intro'"):
        problem("skip-into")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('title = "Find the intro"', "", r"skip-intro.toml lacks 'title'\.$"),
        ("minutes = 50", "minutes = 0", r"has a 'minutes' that is not a number above 0\.$"),
        ('kind = "scale"', 'kind = "size"', r"clarification 3, has the kind 'size', which is none of input, order"),
        ('when = "no-tests"', 'when = "lazy"', r"follow_up 3, has the when 'lazy'"),
        ('note = "Nothing in common."', "", r"change 1, example 3, lacks 'note'\.$"),
        ('id = "skip-intro"', 'id = "intro"', r"calls itself 'intro', not 'skip-intro'\.$"),
        ('title = "Find the intro"', 'title = "Find the intro"\nlevel = 3', r"has the unknown entry 'level'\.$"),
        ('title = "Find the intro"', "title = ", r"is not TOML: "),
    ],
)
def test_a_broken_file_is_named_in_one_sentence(tmp_path: Path, before: str, after: str, says: str):
    text = (FOLDER / "skip-intro.toml").read_text(encoding="utf-8")
    path = tmp_path / "skip-intro.toml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(RoundsError, match=says):
        read(path)


def test_a_missing_dimension_is_named(tmp_path: Path):
    text = (FOLDER / "skip-intro.toml").read_text(encoding="utf-8")
    path = tmp_path / "skip-intro.toml"
    path.write_text(text[: text.index("[[rubric]]")] + text[text.rindex("[[rubric]]") :], encoding="utf-8")
    with pytest.raises(RoundsError, match="has 1 of 'rubric', not 3 to 4"):
        read(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path):
    with pytest.raises(RoundsError, match="There is no "):
        read(tmp_path / "nothing.toml")
