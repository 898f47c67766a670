"""Slices for tests: an answer, and tests of two points each where nothing else is said."""

from rounds.course import HiddenTest
from rounds.grading.slices import CodeCell, GradedCell, Slice


def piece(
    answer: str | list[str],
    *tests: str,
    setup: str = "",
    files: dict[str, bytes] | None = None,
    salt: str = "",
    points: float = 2,
) -> Slice:
    answers = [answer] if isinstance(answer, str) else answer
    return Slice(
        "f",
        (CodeCell(0, setup),) if setup else (),
        tuple(CodeCell(number, source) for number, source in enumerate(answers, start=1)),
        tuple(
            GradedCell(100 + number, source, HiddenTest(f"f-{number}", points, f"property {number}"))
            for number, source in enumerate(tests, start=1)
        ),
        files or {},
        salt,
    )
