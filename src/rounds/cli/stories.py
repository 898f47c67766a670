"""`rounds stories`: the learner's own stories on a terminal."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rounds.cli.options import CourseOption, JsonOption, draw, print_json, root_of, show

if TYPE_CHECKING:
    from rich.table import Table

    from rounds.practice.stories.story import Story


def add_to(app: typer.Typer) -> None:
    """Register the command on `app`."""
    app.command("stories", epilog="Example: rounds stories --export evening.md")(stories)


def stories(
    story: Annotated[str | None, typer.Argument(help="Show this story and what an interviewer would ask.")] = None,
    export: Annotated[Path | None, typer.Option(help="Write all stories into this Markdown file.")] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw which prompts and values they cover (.png, .svg).")] = None,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show your own stories, what is open in each, and which prompts have none. They never leave this machine."""
    from rounds.files import write_atomic
    from rounds.practice.stories.bank import find, read
    from rounds.practice.stories.coverage import coverage
    from rounds.practice.stories.evening import markdown
    from rounds.practice.stories.story import as_json as story_as_json

    root = root_of(course)
    kept = (find(root, story),) if story else read(root)
    if plot is not None:
        from rounds.lab.stories_picture import stories_picture

        draw(lambda: stories_picture(kept), plot)
    if export is not None:
        write_atomic(export, markdown(kept))
        print(f"Wrote {export}. It is private: do not commit it.")
    elif as_json:
        print_json({"stories": [story_as_json(each) for each in kept]})
    elif story:
        print(markdown(kept))
    else:
        if kept:
            show(_table(kept))
        found = coverage(kept)
        print(found.words)
        for prompt in found.open_prompts[:3]:
            print(f"No story yet: {prompt.text}")
        print("Write and edit them in a notebook: from rounds import stories; stories()")


def _table(kept: "tuple[Story, ...]") -> "Table":
    from rounds.practice.stories.follow_ups import follow_ups
    from rounds.tables import table

    made = table("Story", "Title", "Prompts", "Values", "Open questions", "The first")
    for story in kept:
        asked = follow_ups(story)
        first = asked[0].question if asked else ""
        made.add_row(story.id, story.title, *map(str, (len(story.prompts), len(story.values), len(asked))), first)
    return made
