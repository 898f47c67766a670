"""The story bank's form as a kernel builds it; tests/browser/test_stories.py fills it in JupyterLab."""

import pytest

from rounds.lab.stories import Bank, kept_stories, stories
from rounds.practice.stories.bank import read
from rounds.practice.stories.story import Option, Result


@pytest.fixture
def bank(root):
    return Bank(root)


def fill(bank, title="The cache outage"):
    form = bank.form
    form.title.value = title
    form.texts["situation"].value = "Every deploy emptied the cache, and two regions lost every third call."
    form.options.box.children[0].children[0].value = "a larger cache"
    form.results.box.children[0].children[0].value = "calls lost"
    for cell, text in zip(form.results.box.children[0].children, ("calls lost", "31%", "0.4%", ""), strict=True):
        cell.value = text
    form.decided.value = "I"
    form.prompts["failed"].value = form.values["judgment"].value = True
    bank.keep.click()


def test_a_story_is_kept_and_what_would_be_asked_is_shown(bank, root):
    fill(bank)
    (story,) = read(root)
    assert (story.id, story.decided, story.prompts) == ("the-cache-outage", "I", {"failed"})
    assert story.options == (Option("a larger cache"),)
    assert story.results == (Result("calls lost", "31%", "0.4%"),)
    assert "Kept &#x27;The cache outage&#x27; in .rounds/stories.json." in bank.said.value
    assert "calls lost from 31% to 0.4%: where was that measured" in bank.asked.value
    assert "Why not &#x27;a larger cache&#x27;?" in bank.asked.value
    assert bytes(bank.picture.value).startswith(b"\x89PNG")


def test_a_table_has_always_one_empty_row_more(bank):
    rows = bank.form.options
    assert len(rows.box.children) == 1
    rows.box.children[0].children[0].value = "wait"
    assert len(rows.box.children) == 2
    rows.box.children[0].children[0].value = "wait a week"
    assert len(rows.box.children) == 2
    assert rows.filled() == [["wait a week", ""]]


def test_a_story_that_was_kept_is_shown_again_and_changed(bank, root):
    fill(bank)
    again = Bank(root)
    again.chosen.value = "the-cache-outage"
    assert again.form.results.filled() == [["calls lost", "31%", "0.4%", ""]]
    assert again.form.prompts["failed"].value
    again.form.texts["learned"].value = "A cache has a written answer to how stale it may be."
    again.keep.click()
    (story,) = read(root)
    assert (story.title, story.learned[:7]) == ("The cache outage", "A cache")
    again.chosen.value = ""
    assert (again.form.title.value, again.form.results.filled(), again.asked.value) == ("", [], "")


def test_a_story_is_deleted_by_two_presses(bank, root):
    fill(bank)
    bank.drop.click()
    assert "again" in bank.said.value
    assert len(read(root)) == 1
    bank.chosen.value = ""
    bank.chosen.value = "the-cache-outage"
    bank.drop.click()
    assert len(read(root)) == 1, "a press before does not count once another story was looked at"
    bank.drop.click()
    assert read(root) == ()
    bank.drop.click()
    assert "nothing to delete" in bank.said.value


def test_a_story_needs_a_title(bank, root):
    bank.form.texts["action"].value = "I waited."
    bank.keep.click()
    assert "title" in bank.said.value
    assert read(root) == ()


def test_a_bank_that_cannot_be_read_is_said_and_not_written_over(bank, root):
    fill(bank)
    (root / ".rounds" / "stories.json").write_text("{")
    bank.form.texts["action"].value = "I waited."
    bank.keep.click()
    assert "is not a story bank" in bank.said.value
    assert (root / ".rounds" / "stories.json").read_text() == "{"


def test_automated_runs_show_no_story(capsys):
    stories()
    assert capsys.readouterr().out == "stories() does nothing in an automated run: your stories are your own.\n"


def test_automated_runs_find_no_kept_story(bank, root, monkeypatch, capsys):
    fill(bank)
    monkeypatch.chdir(root)
    assert kept_stories() == ()
    assert "your stories are your own" in capsys.readouterr().out


def test_a_cell_finds_the_stories_of_its_course_or_says_why_not(bank, root, monkeypatch, capsys):
    monkeypatch.setattr("rounds.lab.stories.automated", lambda: False)
    monkeypatch.chdir(root)
    assert kept_stories() == ()
    assert "Your story bank is empty." in capsys.readouterr().out
    fill(bank)
    assert [story.id for story in kept_stories()] == ["the-cache-outage"]
    assert capsys.readouterr().out == ""
    monkeypatch.chdir(root.parent)
    assert kept_stories() == ()
    assert "is not inside a course" in capsys.readouterr().out
