"""Recall cards are found in notebooks and texts, and a broken one is not passed over."""

import json
from pathlib import Path

import pytest

from rounds import course
from rounds.cards import Card, cards_in, notebook_cards
from rounds.errors import RoundsError

ROOT = Path(__file__).parents[1]
TEXT = """### Recall

<details><summary>What is `a`?</summary>

One line.

- and a list

</details>
<details><summary>And b?</summary>

The other.

</details>
"""


def test_cards_are_read_in_order_with_their_markdown():
    assert cards_in(TEXT, "topic") == [
        Card("What is `a`?", "One line.\n\n- and a list", "topic"),
        Card("And b?", "The other.", "topic"),
    ]


@pytest.mark.parametrize(
    "broken", [TEXT.replace("</summary>", "", 1), TEXT.replace("\n\nThe other.\n\n", "The other.")]
)
def test_a_block_that_is_no_card_is_an_error(broken: str):
    with pytest.raises(RoundsError, match="on topic is not of the form"):
        cards_in(broken, "topic")


def test_a_recall_cell_without_a_topic_is_an_error():
    cell = {"cell_type": "markdown", "metadata": {"tags": ["recall"]}, "source": TEXT}
    with pytest.raises(RoundsError, match="names no topic"):
        list(notebook_cards({"cells": [cell]}))


@pytest.mark.parametrize("path", sorted((ROOT / "source").rglob("*.ipynb")), ids=lambda path: path.stem)
def test_every_graded_notebook_has_two_or_three_cards_for_each_exercise(path: Path):
    exercises = course.load_notebook(path).exercises
    cards = list(notebook_cards(json.loads(path.read_text())))
    assert {card.topic for card in cards} <= {topic.id for topic in course.topics()}
    assert 2 * len(exercises) <= len(cards) <= 3 * len(exercises)
