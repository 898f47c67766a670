import pytest

from rounds.errors import RoundsError
from rounds.rubrics import Dimension, Rubric, rubric_of

HEAD = "| What is listened for | 1 · missing | 2 · thin | 3 · solid | 4 · strong |\n|---|:--|---|---|--:|\n"
STAKES = "| **Stakes** | none | vague | clear | clear and priced |"


def text(exercise: str) -> dict:
    return {"cell_type": "markdown", "source": "", "metadata": {"nbgrader": {"grade_id": exercise, "solution": True}}}


def table(source: str) -> dict:
    return {"cell_type": "markdown", "source": source, "metadata": {"tags": ["rubric"]}}


def test_a_table_is_read_as_dimensions_with_four_bands_each():
    source = f"## Rubric\n\nRead it first.\n\n{HEAD}{STAKES}\n| Result | none | a claim | a number | its source |\n"
    rubric = rubric_of({"cells": [table(source), text("your-pitch")]}, "your-pitch")
    stakes = Dimension("Stakes", ("none", "vague", "clear", "clear and priced"))
    assert rubric == Rubric((stakes, Dimension("Result", ("none", "a claim", "a number", "its source"))))
    assert rubric.points == 8


def test_of_several_rubrics_the_last_before_the_text_counts():
    other = STAKES.replace("Stakes", "Scope")
    cells = [table(HEAD + STAKES), text("your-pitch"), table(HEAD + other), text("your-failure")]
    assert [rubric_of({"cells": cells}, name).dimensions[0].name for name in ("your-pitch", "your-failure")] == [
        "Stakes",
        "Scope",
    ]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([text("your-pitch"), table(HEAD + STAKES)], "has no rubric for 'your-pitch'"),
        ([table(HEAD + STAKES)], "has no rubric for 'your-pitch'"),
        ([table("four bands"), text("your-pitch")], "is not a table"),
        ([table(HEAD), text("your-pitch")], "is not a table"),
        ([table(f"{HEAD}| Stakes | none | vague | clear |"), text("your-pitch")], "4 bands in each row"),
        ([table(f"{HEAD}| Stakes | none | | clear | priced |"), text("your-pitch")], "4 bands in each row"),
    ],
)
def test_a_rubric_that_cannot_be_read_says_so(cells, words):
    with pytest.raises(RoundsError, match=words):
        rubric_of({"cells": cells}, "your-pitch")
