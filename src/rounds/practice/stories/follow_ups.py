"""What an interviewer would ask next: one question for each field of a story that is empty or weak.

Whether a field is weak shows by its form alone: nothing in it, fewer words than anybody needs for it, a number without
a baseline or a source. What its words mean is not looked at, so no wording can please.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rounds.practice.stories.story import Result, Story

FEW_WORDS = 8  # a situation or a lesson in fewer is a headline


@dataclass(frozen=True)
class FollowUp:
    """A question and the field that it is about."""

    field: str
    question: str


def follow_ups(story: Story) -> list[FollowUp]:
    """The questions, the most damaging first; none for a story that leaves nothing open."""
    return [FollowUp(*each) for each in _open(story)]


def _open(story: Story) -> Iterator[tuple[str, str]]:
    if not story.action:
        yield "action", "What did you do?"
    if story.decided != "I":
        yield "decided", _whose(story.decided)
    yield from _of_results(story)
    if not story.options:
        yield "options", "What else could you have done?"
    for option in story.options:
        if not option.why_not:
            yield "options", f"Why not {option.what!r}?"
    if not story.went_wrong:
        yield "went_wrong", "What went wrong, or what would your sharpest critic there say did?"
    if not story.learned:
        yield "learned", "What do you do differently since?"
    elif _thin(story.learned):
        yield "learned", "When did you last act on that?"
    if not story.stakes:
        yield "stakes", "What would have happened if nobody had done anything?"
    if not story.situation:
        yield "situation", "What was going on, for somebody who has never heard of the system?"
    elif _thin(story.situation):
        yield "situation", "Who was affected, how many, since when?"
    if not (story.people and story.months):
        yield "scope", "How many people worked on it, and for how long?"


def _whose(decided: str) -> str:
    if decided == "others":
        return "What did you decide yourself?"
    if decided == "we":
        return "Who is 'we'? Which part was your decision?"
    return "Whose decision was it?"


def _of_results(story: Story) -> Iterator[tuple[str, str]]:
    if not story.results:
        yield "results", "How do you know that it worked?"
    for result in story.results:
        if question := _of_result(result):
            yield "results", question


def _of_result(result: Result) -> str:
    if not result.after:
        return f"What did {result.what} come to?"
    if not result.before:
        return f"{result.what}: {result.after}, compared with what?"
    if not result.source:
        change = f"{result.what} from {result.before} to {result.after}"
        return f"{change}: where was that measured, and what else changed then?"
    return ""


def _thin(text: str) -> bool:
    return len(text.split()) < FEW_WORDS
