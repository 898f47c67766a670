"""`progress()`: text where no notebook shows HTML, a panel with links and a picture where one does."""

import re
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rounds import progress
from rounds.lab.progress import html
from rounds.lab.topics_picture import topics_picture, words
from rounds.practice.diary import note_checks
from rounds.practice.learner import meet

VARIABLES = ("PYTEST_CURRENT_TEST", "NBGRADER_EXECUTION", "ROUNDS_GRADING", "ROUNDS_COURSE", "JPY_SESSION_NAME")


@pytest.fixture
def begun(course_of_round_4: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course in which one exercise was done a month ago, and a working directory in its workspace."""
    course = course_of_round_4
    note_checks(course, "failure-modes", [("backoff", 8, 8)], at=datetime.now(UTC) - timedelta(days=30))
    (course / "workspace").mkdir()
    monkeypatch.chdir(course / "workspace")
    return course


@pytest.fixture
def said(begun: Path, capsys, monkeypatch) -> Callable[[], str]:
    """A function that calls `progress()` as where a person does, and returns what it printed."""

    def call() -> str:
        for variable in VARIABLES:
            monkeypatch.delenv(variable, raising=False)  # pytest sets its own anew for each phase of a test
        progress()
        printed: str = capsys.readouterr().out
        return printed

    return call


def test_in_plain_python_it_prints_progress_and_what_is_next(said) -> None:
    shown = said()
    assert "8 of 130 points from hidden tests; 1 of 16 exercises done." in shown
    assert re.search(r"Failure modes and resilience +8 of 130 +1 of 16 +6 h 20 min +now", shown)
    assert "1. Read the 23 recall cards of failure-modes and check backoff again. 28 min" in shown
    assert "There is no gradebook yet" in shown


@pytest.mark.parametrize("variable", ["NBGRADER_EXECUTION", "ROUNDS_GRADING", "PYTEST_CURRENT_TEST"])
def test_an_automated_run_gets_a_sentence_only(begun: Path, capsys, monkeypatch, variable) -> None:
    monkeypatch.setenv(variable, "1")
    progress()
    assert capsys.readouterr().out == "progress() does nothing in an automated run: it is for you to run.\n"


def test_outside_a_course_it_is_one_sentence(said, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    assert "is not inside a course" in said()


def test_the_panel_links_to_the_learners_own_copies_from_wherever_it_stands(begun: Path) -> None:
    learner = meet(begun, "sqlite:///none.db")
    links = re.findall('href="([^"]+)"', html(learner, begun / "workspace"))
    assert links[0] == "round-4-onsite-technical/failure-modes.ipynb#Backoff-with-full-jitter"
    assert len(links) == 3
    links = re.findall('href="([^"]+)"', html(learner, begun / "workspace" / "round-4-onsite-technical"))
    assert links[0] == "failure-modes.ipynb#Backoff-with-full-jitter"


def test_the_panel_carries_its_picture_and_its_words_and_no_script(begun: Path) -> None:
    shown = html(meet(begun, "sqlite:///none.db"), begun / "workspace")
    (picture,) = re.findall('src="data:image/png;base64,([^"]+)"', shown)
    assert b64decode(picture).startswith(b"\x89PNG")
    assert 'alt="Points by topic. Failure modes and resilience: 8 of 130, due.' in shown
    assert "<script" not in shown


def test_the_picture_names_every_topic_its_points_and_what_is_due(begun: Path) -> None:
    learner = meet(begun, "sqlite:///none.db")
    (axes,) = topics_picture(learner).axes
    said = [text.get_text() for text in axes.texts]
    for total in learner.progress.topics:
        assert total.title in said
    assert said.count("no exercises yet") == 24
    assert ("8 of 130" in said, "due" in said) == (True, True)
    assert "The others have no exercises yet." in words(learner)
