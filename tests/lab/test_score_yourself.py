"""The forms of texts as a kernel builds them; tests/browser/test_texts.py presses their buttons in JupyterLab."""

import json
import time

import pytest

from rounds.lab.score_yourself import NOT_SAVED, Form, score_yourself
from rounds.lab.timer import Clock, timer
from rounds.practice.diary import read
from rounds.practice.timer import Phase, Timer

RESULT = "The p99 fell from 900 ms to 210 ms, by the service's own histogram."


@pytest.fixture
def copy(root):
    """The learner's copy of the notebook that has a text."""
    (path,) = (root / "workspace").glob("*/warm-up.ipynb")
    return path


def write(copy, text):
    notebook = json.loads(copy.read_text())
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "your-summary":
            cell["source"] = text
    copy.write_text(json.dumps(notebook))


def fill(form, number, quotation=""):
    (row,) = form.rows
    row.choice.value = number
    row.quotation.value = quotation
    form.keep.click()
    return form.said.value


def test_a_score_is_kept_with_its_trend(root, copy):
    write(copy, RESULT)
    form = Form("your-summary", [copy])
    assert "Not scored yet" in form.said.value
    assert "3 of 4" in fill(form, 3, "from 900 ms to 210 ms")
    said = fill(form, 4, "by the service's own histogram")
    assert said.count("of 4") == 2
    assert NOT_SAVED in said
    assert [(entry.exercise, entry.points) for entry in read(root)] == [("your-summary", 3), ("your-summary", 4)]
    assert "3 of 4" in Form("your-summary", [copy]).said.value


def test_nothing_is_kept_of_a_text_that_is_not_there(root, copy):
    assert "Your text is not there yet" in fill(Form("your-summary", [copy]), 4, "from 900 ms to")
    write(copy, RESULT)
    assert "Result: your text does not have these words." in fill(Form("your-summary", [copy]), 4, "from 900 to 210 ms")
    assert read(root) == ()


def test_the_chosen_bands_words_are_shown_and_the_lowest_needs_no_quotation(copy):
    (row,) = Form("your-summary", [copy]).rows
    row.choice.value = 4
    assert row.words.value == "A number, its source, and what it cost."
    row.choice.value = 1
    assert (row.quotation.layout.display, row.band().evidence) == ("none", "")


def test_outside_a_notebook_both_say_what_they_would_show(capsys):
    score_yourself("your-summary")
    timer(clarify=300, deep_dive=1_200)
    assert capsys.readouterr().out.splitlines() == [
        'score_yourself("your-summary") does nothing in an automated run: it is for you to fill in.',
        "clarify 5:00, deep dive 20:00",
    ]


def test_the_clock_starts_pauses_and_begins_again():
    shown = Clock(Timer([Phase("pitch", 150)]))
    assert (shown.start.description, shown.words.value) == ("Start", "<b>pitch</b>: 2:30 left")
    shown.start.click()
    deadline = time.monotonic() + 20
    while shown.timer.elapsed < 1 or "2:29" not in shown.words.value:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert shown.start.description == "Pause"
    shown.start.click()
    held = shown.timer.elapsed
    time.sleep(0.3)
    assert (shown.timer.elapsed, shown.start.description) == (held, "Start")
    shown.reset.click()
    assert shown.words.value == "<b>pitch</b>: 2:30 left"
