"""Recall cards: a question, its answer and a topic, in one format for notebooks and Markdown files.

A card is a folded block of Markdown, so it reads well wherever Markdown is shown:

    <details><summary>Why does half-open need a cap on probes?</summary>

    Without one, the end of the wait lets every client through at once.

    </details>

In a notebook cards stand in cells with the tag `recall`, whose metadata names the topic: {"rounds": {"topic": "..."}}.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rounds.errors import RoundsError

_CARD = re.compile(r"^<details><summary>(.+?)</summary>\n\n(.+?)\n\n</details>$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Card:
    """One thing to remember: `question` and `answer` in Markdown, `topic` one of the course's topic ids."""

    question: str
    answer: str
    topic: str


def cards_in(markdown: str, topic: str) -> list[Card]:
    """The cards in a text, in their order; a block that is opened and does not fit the format is a `RoundsError`."""
    cards = [Card(question.strip(), answer.strip(), topic) for question, answer in _CARD.findall(markdown)]
    if len(cards) != markdown.count("<details>"):
        raise RoundsError(
            f"A recall card on {topic} is not of the form <details><summary>question</summary>, an empty line, "
            "the answer, an empty line, </details>."
        )
    return cards


def notebook_cards(notebook: dict[str, Any]) -> Iterator[Card]:
    """The cards of a notebook (its JSON as a dict), in their order."""
    for cell in notebook["cells"]:
        if "recall" in cell["metadata"].get("tags", []):
            topic = cell["metadata"].get("rounds", {}).get("topic")
            if topic is None:
                raise RoundsError("A cell with the tag recall names no topic in its metadata: rounds.topic is missing.")
            source = cell["source"]
            yield from cards_in(source if isinstance(source, str) else "".join(source), topic)
