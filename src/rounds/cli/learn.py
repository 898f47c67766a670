"""Commands for a learner: lab, list, check, submit, update, reset, simulate, sweep."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rounds.cli.options import (
    PASS_ON,
    CourseOption,
    JsonOption,
    course_at,
    finish,
    note,
    print_json,
    root_of,
    show,
)
from rounds.errors import RoundsError
from rounds.tables import table

if TYPE_CHECKING:
    from rounds.course import Course, Exercise, GradedNotebook


def add_to(app: typer.Typer) -> None:
    """Register the commands on `app`."""
    app.command("lab", context_settings=PASS_ON, epilog="Example: rounds lab --no-browser --port 8890")(lab)
    app.command("list", epilog="Example: rounds list --json")(list_)
    app.command("check", epilog="Example: rounds check failure-modes --exercise retry-budget")(check)
    app.command("submit", epilog="Example: rounds submit 4 --no-open")(submit)
    app.command("update", epilog="Example: rounds update 4; of one notebook: rounds update failure-modes")(update)
    app.command("reset", epilog="Example: rounds reset failure-modes")(reset)
    simulate_example = (
        "Example: rounds simulate retry-storm --policy naive --policy retry-budget --set load=80 --json -"
    )
    app.command("simulate", epilog=simulate_example)(simulate)
    sweep_example = "Example: rounds sweep retry-storm --over load=20:100:9 --over outage=1,2,5,10 --policy naive"
    app.command("sweep", epilog=sweep_example)(sweep)


def lab(context: typer.Context, course: CourseOption = None) -> None:
    """Open JupyterLab on your own copies of the notebooks; other options go to JupyterLab."""
    from rounds.lab.launch import open_lab

    raise typer.Exit(open_lab(root_of(course), context.args))


def list_(course: CourseOption = None, as_json: JsonOption = False) -> None:
    """List rounds, notebooks and exercises with points, minutes, kinds and topics."""
    found = course_at(course)
    if as_json:
        print_json(_listing(found))
        return
    from rounds.course import rounds

    rows = table("exercise", "title", "kinds", "core", "minutes", "points", "topic")
    for each in rounds():
        notebooks = [notebook for notebook in found.notebooks if notebook.round == each.number]
        rows.add_row(f"[bold]Round {each.number} · {each.title}[/]" + ("" if notebooks else " [dim](nothing yet)[/]"))
        for notebook in notebooks:
            rows.add_row(
                f"  [bold]{notebook.name}[/]", notebook.title, "", "", str(notebook.minutes), f"{notebook.points:g}"
            )
            for exercise in notebook.exercises:
                rows.add_row(*_row(exercise))
    show(rows)


def _row(exercise: "Exercise") -> tuple[str, ...]:
    return (
        f"    {exercise.id}",
        exercise.title,
        " ".join(exercise.kinds),
        "core" if exercise.core else "",
        str(exercise.minutes),
        f"{exercise.points:g}",
        exercise.topic,
    )


def _listing(course: "Course") -> dict[str, object]:
    from rounds.course import rounds

    return {
        "rounds": [
            {
                "round": each.number,
                "title": each.title,
                "assignment": each.assignment,
                "notebooks": [_notebook(notebook) for notebook in course.notebooks if notebook.round == each.number],
            }
            for each in rounds()
        ]
    }


def _notebook(notebook: "GradedNotebook") -> dict[str, object]:
    return {
        "notebook": notebook.name,
        "title": notebook.title,
        "minutes": notebook.minutes,
        "points": notebook.points,
        "topics": list(notebook.topics),
        "exercises": [
            {
                "exercise": exercise.id,
                "title": exercise.title,
                "topic": exercise.topic,
                "kinds": list(exercise.kinds),
                "minutes": exercise.minutes,
                "core": exercise.core,
                "points": exercise.points,
                "tests": [{"test": test.id, "points": test.points, "property": test.words} for test in exercise.tests],
            }
            for exercise in notebook.exercises
        ],
    }


def check(
    notebook: Annotated[str, typer.Argument(help="A notebook's file, or its name in your workspace.")],
    exercise: Annotated[str | None, typer.Option("--exercise", "-e", help="Only this exercise.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Grade your copy of a notebook with the hidden tests; exit code 1 where points are missing."""
    from rounds.grading.engine import engine_at_hand
    from rounds.grading.examine import examine
    from rounds.lab.noted import noted

    examined = noted(examine(_notebook_file(notebook), exercise, engine_at_hand()))
    report = examined.report
    if as_json:
        for sentence in examined.notes:
            note(sentence)
        print_json(report.as_json())
    else:
        print("\n".join(examined.lines()))
        if len(report.exercises) > 1:
            print(f"{report.notebook}: {report.points:g} of {report.possible:g} points")
    finish(report.points == report.possible)


def _notebook_file(named: str) -> Path:
    """The file that the user means: a path, or the copy in the workspace of a notebook of that name."""
    from rounds.lab.workspace import WORKSPACE

    path = Path(named)
    if path.is_file() or (path.suffix == ".ipynb" and len(path.parts) > 1):
        return path
    found = course_at(None)
    published = found.root / WORKSPACE / f"{path.stem}.ipynb"  # start-here, whose tests are in plain sight
    if published.is_file():
        return published
    notebook = found.notebook(named)
    copy = found.root / WORKSPACE / notebook.assignment / notebook.path.name
    if not copy.exists():
        raise RoundsError(
            f"You have no copy of {notebook.name} in {WORKSPACE}/ yet: `make lab` or `rounds setup` makes it."
        )
    return copy


_Round = Annotated[str, typer.Argument(metavar="ROUND", help="A round's number or name, or a notebook of it.")]


def submit(
    round_: _Round,
    course: CourseOption = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the feedback page in a browser.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Hand in a round and grade it whole; exit code 1 where points are missing."""
    from rounds.cli.submission import show_submission

    root = root_of(course)
    note("Starting ...")
    from rounds.lab.hand_in import hand_in, show_page

    handed_in = hand_in(root, round_, lambda words: note(f"{words} ..."))
    if as_json:
        print_json(handed_in.as_json())
    else:
        show_submission(handed_in)
        if not no_open and handed_in.first_page:
            show_page(handed_in.first_page)
    finish(handed_in.complete)


def update(
    round_: _Round,
    course: CourseOption = None,
) -> None:
    """Take in a newer edition of a round: it is put beside your own copy, and you read what is new."""
    from rounds.lab.update import update

    for each in update(root_of(course), round_):
        print("\n".join(each.sentences()))


def reset(
    notebook: Annotated[str, typer.Argument(help="A notebook's name, or its path in your workspace.")],
    course: CourseOption = None,
) -> None:
    """Take a notebook afresh from the course; your old copy stays beside it."""
    from rounds.lab.workspace import reset_notebook

    print(f"Fresh copy made; your old one is {reset_notebook(root_of(course), notebook)}.")


_Policies = Annotated[list[str] | None, typer.Option("--policy", help="A policy to run; all where none is named.")]
_Seeds = Annotated[list[int] | None, typer.Option("--seed", help="A seed; several give means. 1 where none.")]
_Settings = Annotated[list[str] | None, typer.Option("--set", help="A parameter, as name=value.")]
_JsonFile = Annotated[str | None, typer.Option("--json", help="Write JSON to this file; - is stdout.")]
_Plot = Annotated[Path | None, typer.Option("--plot", help="Write a picture to this file (.png, .svg).")]


def simulate(
    scenario: Annotated[str | None, typer.Argument(help="A scenario's name.")] = None,
    list_all: Annotated[bool, typer.Option("--list", help="List scenarios, their parameters and policies.")] = False,
    policy: _Policies = None,
    seed: _Seeds = None,
    setting: _Settings = None,
    json_file: _JsonFile = None,
    plot: _Plot = None,
) -> None:
    """Run the failure lab: the same incident under several policies."""
    from rounds.cli import simulation

    if list_all or scenario is None:
        simulation.list_scenarios(json_file is not None)
        return
    simulation.run(scenario, tuple(policy or ()), tuple(seed or (1,)), tuple(setting or ()), json_file, plot)


def sweep(
    scenario: Annotated[str, typer.Argument(help="A scenario's name.")],
    over: Annotated[
        list[str], typer.Option("--over", help="A parameter and its values: name=1,2,5 or name=from:to:how-many.")
    ],
    policy: _Policies = None,
    seed: _Seeds = None,
    setting: _Settings = None,
    figure: Annotated[
        str, typer.Option(help="What is shown, such as recovery_s, availability.after, goodput.")
    ] = "recovery_s",
    workers: Annotated[int | None, typer.Option(min=1, help="How many run at once; one a core by default.")] = None,
    scheduler: Annotated[str, typer.Option(help="Run on the Dask cluster at this address: tcp://host:port.")] = "",
    json_file: _JsonFile = None,
    plot: _Plot = None,
) -> None:
    """Run a scenario over a grid of its parameters: where does it recover, and where not?"""
    from rounds.cli import simulation

    simulation.run_sweep(
        scenario,
        tuple(over),
        tuple(policy or ()),
        tuple(seed or (1,)),
        tuple(setting or ()),
        figure,
        simulation.Place(workers, scheduler),
        json_file,
        plot,
    )
