"""How `rounds submit` prints what came of a submission."""

from typing import TYPE_CHECKING

from rounds.cli.options import show
from rounds.tables import table

if TYPE_CHECKING:
    from rounds.lab.hand_in import HandedIn


def show_submission(handed_in: "HandedIn") -> None:
    """Print a table of points by exercise, the totals, what else there is to know, and where the pages lie."""
    rows = table("exercise", "title", "points", "of", "")
    for back in handed_in.notebooks:
        rows.add_row(f"[bold]{back.notebook}[/]")
        for each in back.exercises:
            state = "written" if each.by_hand else "✓ all" if each.points == each.possible else "✗ not all"
            rows.add_row(f"  {each.id}", each.title, f"{each.points:g}", f"{each.possible:g}", state)
    if handed_in.notebooks:
        show(rows)
    graded = handed_in.graded
    print(f"Handed in: {graded.submitted.assignment}. Tests: {graded.points:g} of {graded.possible:g} points.")
    if graded.by_hand_possible:
        print(f"Written answers, a total of their own: {graded.by_hand:g} of {graded.by_hand_possible:g} points.")
    for sentence in handed_in.sentences():
        print(sentence)
    for page in handed_in.pages:
        print(f"Feedback: {page}")
