"""Which prompts and values the stories of a bank answer, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from rounds.practice.stories.prompts import Prompt, Value, prompts, values
from rounds.practice.stories.story import Story

MOST_USES = 3  # of one story on one day: a fourth time everybody has heard it


@dataclass(frozen=True)
class Coverage:
    """A bank beside all prompts and values: which story ids answer or show each."""

    prompts: dict[str, tuple[str, ...]]
    values: dict[str, tuple[str, ...]]

    @property
    def open_prompts(self) -> tuple[Prompt, ...]:
        """The prompts that no story answers."""
        return tuple(prompt for prompt in prompts() if not self.prompts[prompt.id])

    @property
    def open_values(self) -> tuple[Value, ...]:
        """The values that no story shows."""
        return tuple(value for value in values() if not self.values[value.id])

    @property
    def words(self) -> str:
        """How much is covered, in a sentence."""
        answered, shown = len(prompts()) - len(self.open_prompts), len(values()) - len(self.open_values)
        return f"{answered} of {len(prompts())} prompts have a story, {shown} of {len(values())} values are shown."


def coverage(stories: Sequence[Story]) -> Coverage:
    """What the stories cover."""
    return Coverage(
        {prompt.id: tuple(story.id for story in stories if prompt.id in story.prompts) for prompt in prompts()},
        {value.id: tuple(story.id for story in stories if value.id in story.values) for value in values()},
    )
