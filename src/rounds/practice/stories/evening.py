"""The bank as Markdown, for the evening before: each story on half a page, its open questions, and what is missing."""

from collections.abc import Iterator, Sequence

from rounds.practice.stories.coverage import coverage
from rounds.practice.stories.follow_ups import follow_ups
from rounds.practice.stories.prompts import prompts, values
from rounds.practice.stories.story import Story


def markdown(stories: Sequence[Story]) -> str:
    """All stories and their coverage as one document."""
    parts = ["# My stories\n", coverage(stories).words + "\n", *map(_story, stories), *_missing(stories)]
    return "\n".join(parts)


def _story(story: Story) -> str:
    return "\n".join([f"## {story.title}\n", *_sections(story)])


def _sections(story: Story) -> Iterator[str]:
    for title, text in (("Situation", story.situation), ("Stakes", story.stakes)):
        if text:
            yield f"**{title}.** {text}\n"
    if story.options:
        yield "**Rejected.**\n"
        yield from (f"- {each.what}{f': {each.why_not}' if each.why_not else ''}" for each in story.options)
        yield ""
    if story.action:
        by = f" (decided: {story.decided})" if story.decided else ""
        yield f"**Action{by}.** {story.action}\n"
    if story.results:
        yield "| Result | Before | After | Source |\n|---|---|---|---|"
        yield from (
            f"| {' | '.join(map(_cell, (each.what, each.before, each.after, each.source)))} |" for each in story.results
        )
        yield ""
    for title, text in (("Went wrong", story.went_wrong), ("Learned", story.learned)):
        if text:
            yield f"**{title}.** {text}\n"
    yield from _tags(story)
    if asked := follow_ups(story):
        yield "**They may ask**\n"
        yield from (f"- {each.question}" for each in asked)
        yield ""


def _tags(story: Story) -> Iterator[str]:
    if story.people or story.months:
        yield f"*{story.people:g} people, {story.months:g} months.*\n"
    if shown := [value.title for value in values() if value.id in story.values]:
        yield f"*Shows {', '.join(shown)}.*\n"
    if answered := [prompt.text for prompt in prompts() if prompt.id in story.prompts]:
        yield "*Answers*\n"
        yield from (f"- {text}" for text in answered)
        yield ""


def _missing(stories: Sequence[Story]) -> Iterator[str]:
    found = coverage(stories)
    if found.open_prompts:
        yield "## No story yet for\n"
        yield from (f"- {prompt.text}" for prompt in found.open_prompts)
        yield ""
    if found.open_values:
        yield f"## No story yet shows\n\n{', '.join(value.title for value in found.open_values)}\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
