import random
from pathlib import Path

import pytest

from rounds.course import grade_id
from rounds.files import read_notebook
from rounds.worlds.references.reviewed import (
    BLOCKING,
    COMMENTS,
    CORRECT,
    KINDS,
    LENGTHS,
    Followed,
    Rewritten,
    a_day,
    shows,
    told,
    version,
    versions,
)

NOTEBOOK = Path(__file__).parents[2] / "source/round-3-technical-phone-screen/technical-phone-screen.ipynb"


def days(count):
    rng = random.Random(3)
    return [a_day(rng) for _ in range(count)]


def the_change():
    names = {}
    cell = next(cell for cell in read_notebook(NOTEBOOK)["cells"] if grade_id(cell) == "setup-reviewed")
    exec(compile(cell["source"], "<change>", "exec"), names)
    return names["ContinueWatching"]


def test_with_no_comment_followed_it_is_the_change_of_the_notebook():
    change = the_change()
    for day in days(200):
        assert told(Followed(LENGTHS, KINDS), day) == told(change(LENGTHS, KINDS), day)


def test_with_all_followed_both_ledgers_agree():
    first, second = CORRECT
    for day in days(300):
        assert told(first(LENGTHS, KINDS), day) == told(second(LENGTHS, KINDS), day)


def test_only_comments_that_block_ever_make_a_difference():
    shares = shows(days=150)
    assert {comment for comment, share in shares.items() if share} == BLOCKING - {"c10"}


@pytest.mark.parametrize("kind", [Followed, Rewritten])
def test_95_percent_is_finished_only_where_c10_was_followed(kind):
    for length in range(20, 5_000, 20):
        for followed, row in ((COMMENTS, []), ({*COMMENTS} - {"c10"}, ["film"])):
            ledger = kind({"film": length}, {"film": "film"}, followed)
            ledger.record("p", "film", length * 19 // 20, 1)
            assert ledger.row("p") == row


@pytest.mark.parametrize("comment", sorted(BLOCKING - {"c10"}))
def test_a_comment_that_blocks_shows_in_the_rewritten_ledger_too(comment):
    left, right = version(frozenset({comment}), anew=True), version(frozenset(), anew=True)
    assert any(told(left(LENGTHS, KINDS), day) != told(right(LENGTHS, KINDS), day) for day in days(200))


def test_each_comment_is_left_in_half_of_the_versions_and_each_pair_in_three():
    left = [left for left, _ in versions(random.Random(5))]
    assert len(left) == 14
    for one in BLOCKING:
        assert sum(one in each for each in left) == 7
        assert {sum({one, other} <= each for each in left) for other in BLOCKING - {one}} == {3}
