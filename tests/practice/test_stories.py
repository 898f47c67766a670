import json

import pytest

from rounds.course import topics
from rounds.errors import RoundsError, UnknownName
from rounds.files import FileError
from rounds.practice.stories.bank import BANK, drop, find, free_id, keep, read
from rounds.practice.stories.coverage import coverage
from rounds.practice.stories.evening import markdown
from rounds.practice.stories.follow_ups import follow_ups
from rounds.practice.stories.prompts import prompts, values
from rounds.practice.stories.story import Option, Result, Story, as_json, of_json

WHOLE = Story(
    "cache-outage",
    "The cache that took the catalogue down",
    situation="Every deploy emptied the cache, and for ten minutes two regions answered every third call.",
    stakes="Another launch was due in three weeks.",
    options=(
        Option("a larger cache", "it would have been as empty"),
        Option("nightly deploys", "always day somewhere"),
    ),
    action="I had the fetches of one title share a single call and let stale entries serve meanwhile.",
    decided="I",
    results=(Result("calls lost in a deploy", "31%", "0.4%", "the gateway's counters over six deploys"),),
    went_wrong="Stale prices showed for an hour, which I had not thought of.",
    learned="Since then every cache that I add has a written answer to the question how stale may it be.",
    people=3,
    months=1.5,
    values=frozenset({"judgment", "creativity"}),
    prompts=frozenset({"failed", "incomplete"}),
)


def but(**changes) -> Story:
    return Story(**{**vars(WHOLE), **changes})


def test_there_are_25_prompts_of_round_5s_topics_and_ten_values():
    assert (len({prompt.id for prompt in prompts()}), len({value.id for value in values()})) == (25, 10)
    assert {prompt.topic for prompt in prompts()} == {topic.id for topic in topics() if topic.round == 5}


def test_what_is_kept_is_read_again(tmp_path):
    other = Story("größe", "Größe")
    keep(tmp_path, WHOLE)
    keep(tmp_path, other)
    keep(tmp_path, but(learned="Nothing."))
    assert read(tmp_path) == (but(learned="Nothing."), other)
    assert find(tmp_path, "größe") == other
    assert drop(tmp_path, "cache-outage").learned == "Nothing."
    assert read(tmp_path) == (other,)
    with pytest.raises(UnknownName, match="no story called 'cache'"):
        find(tmp_path, "cache")


def test_git_ignores_the_bank(tmp_path):
    keep(tmp_path, WHOLE)
    assert (tmp_path / BANK).parent.joinpath(".gitignore").read_text() == "*\n"


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"stories": 3}', '{"stories": [3]}', '{"stories": [{"id": "a"}]}',
     '{"stories": [{"id": "a", "title": "A", "results": [{"whom": 1}]}]}',
     '{"stories": [{"id": "a", "title": "A", "people": "many"}]}'],
)  # fmt: skip
def test_a_file_that_is_no_bank_is_said_and_left_alone(tmp_path, content):
    keep(tmp_path, WHOLE)
    (tmp_path / BANK).write_text(content)
    for attempt in (lambda: read(tmp_path), lambda: keep(tmp_path, WHOLE), lambda: drop(tmp_path, "cache-outage")):
        with pytest.raises(FileError, match="Mend it or move it away; nothing was changed"):
            attempt()
    assert (tmp_path / BANK).read_text() == content


def test_fields_of_a_later_version_are_passed_over():
    assert of_json(json.loads(json.dumps(as_json(WHOLE))) | {"mood": "calm"}) == WHOLE
    with pytest.raises(RoundsError, match="without an id and a title"):
        of_json({"id": "a"})


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["The cache that took the catalogue down"], "the-cache-that-took-the"),
        (["A", "A", "A"], "a-3"),
        (["!"], "story"),
    ],
)
def test_an_id_is_made_of_the_title_and_is_free(tmp_path, titles, expected):
    for title in titles:
        name = free_id(tmp_path, title)
        keep(tmp_path, Story(name, title))
    assert name == expected


def test_a_story_that_leaves_nothing_open_has_no_follow_up():
    assert follow_ups(WHOLE) == []


@pytest.mark.parametrize(
    ("changes", "question"),
    [
        ({"action": ""}, "What did you do?"),
        ({"decided": ""}, "Whose decision was it?"),
        ({"decided": "we"}, "Who is 'we'? Which part was your decision?"),
        ({"decided": "others"}, "What did you decide yourself?"),
        ({"results": ()}, "How do you know that it worked?"),
        ({"results": (Result("p99"),)}, "What did p99 come to?"),
        ({"results": (Result("p99", after="0.2 s"),)}, "p99: 0.2 s, compared with what?"),
        (
            {"results": (Result("p99", "0.9 s", "0.2 s"),)},
            "p99 from 0.9 s to 0.2 s: where was that measured, and what else changed then?",
        ),
        ({"options": ()}, "What else could you have done?"),
        ({"options": (Option("wait"),)}, "Why not 'wait'?"),
        ({"went_wrong": ""}, "What went wrong, or what would your sharpest critic there say did?"),
        ({"learned": ""}, "What do you do differently since?"),
        ({"learned": "Test more."}, "When did you last act on that?"),
        ({"stakes": ""}, "What would have happened if nobody had done anything?"),
        ({"situation": ""}, "What was going on, for somebody who has never heard of the system?"),
        ({"situation": "An outage."}, "Who was affected, how many, since when?"),
        ({"months": 0}, "How many people worked on it, and for how long?"),
    ],
)
def test_each_field_that_is_empty_or_weak_asks_its_question(changes, question):
    assert [each.question for each in follow_ups(but(**changes))] == [question]


def test_no_wording_pleases():
    praised = "I took full ownership and drove impact with candor, judgment and data."
    empty = Story("a", "Ownership")
    assert {each.field for each in follow_ups(empty)} == {each.field for each in follow_ups(Story("a", praised))}


def test_coverage_names_what_no_story_answers():
    found = coverage([WHOLE, but(id="second", prompts=frozenset({"failed"}), values=frozenset())])
    assert found.prompts["failed"] == ("cache-outage", "second")
    assert found.words == "2 of 25 prompts have a story, 2 of 10 values are shown."
    assert len(found.open_prompts) == 23
    assert "judgment" not in {value.id for value in found.open_values}
    assert coverage([]).words == "0 of 25 prompts have a story, 0 of 10 values are shown."


def test_the_evening_before_has_each_story_what_they_may_ask_and_what_is_missing():
    text = markdown([WHOLE, Story("a", "A | B", results=(Result("a|b", "1", "2"),))])
    for words in (
        "## The cache that took the catalogue down",
        "| calls lost in a deploy | 31% | 0.4% | the gateway's counters over six deploys |",
        "- a larger cache: it would have been as empty",
        "**Action (decided: I).** I had the fetches",
        "*Shows Judgment, Creativity.*",
        "- Tell me about something that failed, and that was yours.",
        "| a\\|b | 1 | 2 |  |",
        "**They may ask**",
        "## No story yet for",
        "Responsibility, Context, not control, Candor",
    ):
        assert words in text
    assert text.count("They may ask") == 1
