"""Commands for a learner between exercises: progress, next, plan."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rounds.cli.options import CourseOption, JsonOption, draw, print_json, root_of, show

if TYPE_CHECKING:
    from rounds.practice.learner import Learner


def add_to(app: typer.Typer) -> None:
    """Register the commands on `app`."""
    app.command("progress", epilog="Example: rounds progress --plot progress.png")(progress)
    app.command("next", epilog="Example: rounds next")(next_)
    app.command("plan", epilog="Example: rounds plan --weeks 4 --hours 6 --start 2026-12-01")(plan)


def progress(
    course: CourseOption = None,
    as_json: JsonOption = False,
    plot: Annotated[Path | None, typer.Option(help="Draw the topics into this file (.png, .svg).")] = None,
) -> None:
    """Show where you stand: points by round, topic and kind, and when a topic is due again."""
    from rounds.practice.progress import SEVERAL_KINDS
    from rounds.practice.progress import as_json as progress_as_json
    from rounds.practice.text import by_kind, by_topic, whole

    learner = _learner(course)
    if plot is not None:
        from rounds.lab.topics_picture import topics_picture

        draw(lambda: topics_picture(learner), plot)
    if as_json:
        print_json(progress_as_json(learner.progress))
        return
    print("\n".join(whole(learner.progress)))
    show(by_topic(learner))
    show(by_kind(learner.progress))
    print(SEVERAL_KINDS)


def next_(course: CourseOption = None, as_json: JsonOption = False) -> None:
    """Say what to do next: at most three things, each with its minutes and why."""
    from rounds.practice.advice import advise
    from rounds.practice.advice import as_json as advice_as_json
    from rounds.practice.text import advice_lines

    advice = advise(_learner(course))
    if as_json:
        print_json(advice_as_json(advice))
    else:
        print("\n".join(advice_lines(advice)))


def plan(
    weeks: Annotated[int, typer.Option(help="How many weeks you have.")] = 4,
    hours: Annotated[float, typer.Option(help="How many hours of each week.")] = 6.0,
    start: Annotated[str | None, typer.Option(help="The first day, such as 2026-12-01; today where none.")] = None,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Plan what is still to do and what will be due, week by week, within your hours."""
    from rounds.practice.plan import as_json as plan_as_json
    from rounds.practice.plan import day, make_plan
    from rounds.practice.text import plan_lines, plan_table

    first = day(start) if start is not None else None
    learner = _learner(course)
    made = make_plan(learner, weeks, hours, first)
    if as_json:
        print_json(plan_as_json(made))
        return
    show(plan_table(made, learner))
    print("\n".join(plan_lines(made)))


def _learner(course: Path | None) -> "Learner":
    from rounds.lab.progress import learner_at

    return learner_at(root_of(course))
