"""`submit(4)` where there is no JupyterLab to press its button in."""

import sys
from types import SimpleNamespace

import pytest

from rounds import submit
from rounds.lab import submission
from rounds.lab.submit import Button

SAID = {
    "assignment": "round-3-technical-phone-screen",
    "points": 3.0,
    "possible": 5.0,
    "by_hand": 0.0,
    "by_hand_possible": 2.0,
    "sentences": ["<b>one</b> sentence"],
    "notebooks": [
        {
            "notebook": "warm-up",
            "page": "workspace/feedback/round-3-technical-phone-screen/warm-up.html",
            "exercises": [
                {"exercise": "whole", "points": 3.0, "possible": 3.0, "graded_by_hand": False, "waits": False},
                {"exercise": "in-part", "points": 1.0, "possible": 2.0, "graded_by_hand": False, "waits": False},
                {"exercise": "prose", "points": 0.0, "possible": 2.0, "graded_by_hand": True, "waits": True},
            ],
        }
    ],
}


@pytest.mark.parametrize("variable", ["PYTEST_CURRENT_TEST", "NBGRADER_EXECUTION", "ROUNDS_GRADING"])
def test_an_automated_run_hands_in_nothing_and_says_so(capsys, monkeypatch, variable: str) -> None:
    monkeypatch.setenv(variable, "1")
    submit(4)
    assert capsys.readouterr().out == "submit(4) does nothing in an automated run: its button is for you to press.\n"


def test_plain_python_is_told_what_to_type(capsys, monkeypatch) -> None:
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: None))
    submit(4)
    assert capsys.readouterr().out == "To hand in, type in a terminal: rounds submit 4\n"


def test_a_press_counts_once_and_not_for_ever(monkeypatch) -> None:
    button = Button("4")
    assert not button.pressed()
    button._note()
    assert button.pressed()
    assert not button.pressed()
    button._note()
    monkeypatch.setattr("rounds.lab.submit.PRESS_SECONDS", 0.0)
    assert not button.pressed()


def test_a_submission_reads_the_same_as_text() -> None:
    assert submission.as_lines(SAID) == [
        "round-3-technical-phone-screen is handed in: 3 of 5 points; written answers, apart: 0 of 2",
        "✓ all  whole: 3 of 3",
        "✗ not all  in-part: 1 of 2",
        "written, to be graded  prose: 0 of 2",
        "Feedback: workspace/feedback/round-3-technical-phone-screen/warm-up.html",
        "<b>one</b> sentence",
    ]


def test_a_submission_links_to_its_pages_from_where_the_notebook_lies(tmp_path) -> None:
    for folder, link in (
        (tmp_path / "workspace", "feedback/round-3-technical-phone-screen/warm-up.html"),
        (tmp_path / "workspace" / "round-4", "../feedback/round-3-technical-phone-screen/warm-up.html"),
    ):
        html = submission.as_html(SAID, folder, tmp_path, "")
        assert f'<a href="{link}">Feedback on warm-up</a>' in html
    assert "&lt;b&gt;one" in html
