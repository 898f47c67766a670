import json

import pytest
from servers import rounds_in

from rounds.practice.stories.bank import BANK, keep
from rounds.practice.stories.story import Story

STORY = Story("cache-outage", "The cache outage", decided="I", prompts=frozenset({"failed"}))


@pytest.fixture
def run(course):
    keep(course, STORY)
    return rounds_in(course)


def test_stories_are_listed_with_what_is_open_and_missing(run):
    said = run("stories")
    assert said.returncode == 0
    for words in ("cache-outage", "What did you do?", "1 of 25 prompts have a story", "No story yet: Which project"):
        assert words in said.stdout


def test_one_story_is_shown_with_its_questions(run):
    said = run("stories", "cache-outage")
    assert "## The cache outage" in said.stdout
    assert "- What else could you have done?" in said.stdout
    said = run("stories", "cash-outage")
    assert (said.returncode, said.stdout) == (2, "")
    assert "There is no story called 'cash-outage'. Did you mean 'cache-outage'?" in said.stderr


def test_the_bank_is_exported_and_drawn(run, tmp_path):
    said = run("stories", "--export", str(tmp_path / "evening.md"), "--plot", str(tmp_path / "cover.png"))
    assert "It is private" in said.stdout
    assert (tmp_path / "evening.md").read_text().startswith("# My stories")
    assert (tmp_path / "cover.png").read_bytes().startswith(b"\x89PNG")
    assert json.loads(run("stories", "--json").stdout)["stories"][0]["id"] == "cache-outage"


def test_a_broken_bank_is_one_sentence(run, course):
    (course / BANK).write_text("{")
    said = run("stories")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.count("\n") == 1
    assert "Mend it or move it away" in said.stderr
