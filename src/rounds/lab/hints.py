"""The hints of an exercise, as they stand folded in its notebook."""

from rounds.cards import cards_in
from rounds.course import grade_id, heading
from rounds.errors import RoundsError
from rounds.files import Notebook


def hints_in(notebook: Notebook, exercise: str) -> list[str]:
    """The hints between an exercise's answer and the next heading, as Markdown, the gentlest first."""
    cells = notebook["cells"]
    begin = next((i for i, cell in enumerate(cells) if grade_id(cell) == exercise), len(cells))
    found: list[str] = []
    for cell in cells[begin + 1 :]:
        if heading(cell):
            break
        if cell["cell_type"] == "markdown" and "recall" not in cell["metadata"].get("tags", []):
            found += _hints(cell["source"])
    return found


def _hints(markdown: str) -> list[str]:
    try:
        folded = cards_in(markdown, "hints")
    except RoundsError:  # the learner has written into it
        return []
    return [f"**{card.question}**\n\n{card.answer}" for card in folded if "hint" in card.question.lower()]
