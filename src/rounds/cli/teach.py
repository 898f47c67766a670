"""Commands for an instructor or author: instructor, setup, release, grade, feedback, demo, attempts."""

from pathlib import Path
from typing import Annotated

import typer

from rounds.cli.grade import grade, show_graded, starting
from rounds.cli.options import (
    PASS_ON,
    AssignmentArgument,
    CourseOption,
    JsonOption,
    MoveAsideOption,
    StudentOption,
    course_at,
    finish,
    note,
    print_json,
    put_aside,
    root_of,
    show,
)
from rounds.tables import table


def add_to(app: typer.Typer) -> None:
    """Register the commands on `app`."""
    app.command("instructor", context_settings=PASS_ON, epilog="Example: rounds instructor --port 8890")(instructor)
    app.command("setup", epilog="Example: rounds setup --move-aside")(setup)
    app.command("release", epilog="Example: rounds release --check")(release)
    app.command(
        "grade", epilog="Example: rounds grade 4 --workers 8; of any nbgrader course: rounds grade ps1 --course ~/cs101"
    )(grade)
    app.command("feedback", epilog="Example: rounds feedback round-4-onsite-technical")(feedback)
    app.command("demo", epilog="Example: rounds demo")(demo)
    app.command("attempts", epilog="Example: rounds attempts --exercise retry-budget")(attempts)


def instructor(context: typer.Context, course: CourseOption = None) -> None:
    """Open JupyterLab on the course, with formgrader; other options go to JupyterLab."""
    from rounds.lab.launch import open_instructor

    raise typer.Exit(open_instructor(root_of(course), context.args))


def setup(course: CourseOption = None, move_aside: MoveAsideOption = False) -> None:
    """Bring gradebook.db and workspace/ in step with the course; your work and results stay."""
    from rounds.grading.gradebook import require_usable
    from rounds.grading.release import register
    from rounds.grading.stock import course_config, course_directory
    from rounds.lab.workspace import make_workspace

    found = course_at(course)
    if move_aside:
        put_aside(found.root)
    require_usable(course_directory(found.root, course_config(found.root)).db_url)
    register(found)
    for sentence in make_workspace(found.root).sentences():
        print(sentence)


def release(
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit code 1 where release/ is stale.")
    ] = False,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Build release/ from source/: no solutions, no hidden tests, no outputs."""
    from rounds.grading.release import build, changes, publish

    found = course_at(course)
    differs = changes(found, build(found)) if check else publish(found)
    said = {"missing": differs.missing, "stale": differs.stale, "extra": differs.extra}
    if as_json:
        print_json({"fresh": not differs, **{word: list(names) for word, names in said.items()}})
    else:
        done = (
            ("Missing in", "Stale in", "No longer in source/ but in")
            if check
            else ("Added to", "Renewed in", "Removed from")
        )
        for word, names in zip(done, said.values(), strict=True):
            for name in names:
                print(f"{word} release/: {name}")
        if not differs:
            print("release/ is what source/ gives.")
    finish(not (check and differs))


def feedback(
    assignment: AssignmentArgument = None,
    student: StudentOption = None,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write feedback/ for graded submissions: points, messages, hints and comments, no hidden tests."""
    from rounds.grading.cohort.submitted import submissions
    from rounds.grading.feedback.write import pages_of
    from rounds.grading.gradebook import opened
    from rounds.grading.stock import course_config, course_directory, logged

    found = course_at(course)
    config, done = course_config(found.root), []
    directory = course_directory(found.root, config)
    chosen = submissions(found, assignment, student)
    with logged(found.root) as log, opened(directory.db_url, directory.course_id) as book:
        for each in chosen:
            names = {"assignment_id": each.assignment, "student_id": each.student}
            pages, failures = pages_of(course_directory(found.root, config, **names), config, log, book)
            paths = [page.path.relative_to(found.root).as_posix() for page in pages]
            said = [page.back.as_json() | {"page": path} for page, path in zip(pages, paths, strict=True)]
            done.append(
                {
                    "student": each.student,
                    "assignment": each.assignment,
                    "pages": paths,
                    "failure": " ".join(failures),
                    "notebooks": said,
                }
            )
            if not as_json:
                print("\n".join([*paths, *failures]))
    if as_json:
        print_json({"submissions": done})
    finish(not any(said["failure"] for said in done))


def demo(
    target: Annotated[Path, typer.Option("--course", help="The folder to make the sample course in.")] = Path("demo"),
    every: Annotated[bool, typer.Option("--every", help="Answers to every exercise, not to the core path's.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Grade a sample cohort in a course of its own; exit code 1 where points are not what they should be."""
    from rounds.grading.demo import plan, run

    found = course_at(None)
    target = target if target.is_absolute() else found.root / target
    outcomes, graded = run(found, plan(found, every=every), target, starting)
    yes = all(outcome.as_expected for outcome in outcomes) and not any(each.failures for each in graded)
    if as_json:
        rows = [
            {
                "student": outcome.answer.student,
                "exercise": outcome.answer.exercise.id,
                "answer": outcome.answer.attempt.title,
                "expected": outcome.answer.expected,
                "earned": outcome.earned,
            }
            for outcome in outcomes
        ]
        print_json({"as_expected": yes, "course": str(target), "answers": rows})
        finish(yes)
    shown = table("student", "exercise", "answer", "expected", "earned", "of", "")
    for outcome in outcomes:
        answer = outcome.answer
        shown.add_row(
            answer.student,
            answer.exercise.id,
            answer.attempt.title,
            f"{answer.expected:g}",
            f"{outcome.earned:g}",
            f"{answer.exercise.points:g}",
            "✓" if outcome.as_expected else "✗",
        )
    show(shown)
    show_graded(graded)
    print(f"The course is {target}: its gradebook.db, autograded/ and feedback/ are real.")
    print(f"To see it in formgrader: rounds instructor --course {target}")
    finish(yes)


def attempts(
    exercise: Annotated[str | None, typer.Option("--exercise", "-e", help="Only this exercise's attempts.")] = None,
    course: CourseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run the right and wrong answers of tests/attempts; exit code 1 where one gets what it should not."""
    from rounds.errors import UnknownName
    from rounds.grading.attempts import all_attempts, difference, run_attempt
    from rounds.grading.engine import default_engine

    found = course_at(course)
    known = [each.id for _, each in found.exercises()]
    if exercise is not None and exercise not in known:
        raise UnknownName("exercise", exercise, known)
    engine = default_engine(hidden=[found.root])
    rows, results = table("exercise", "attempt", "points", "of", "CPU s", "calls", ""), []
    for notebook, each, attempt in all_attempts(found):
        if exercise not in (None, each.id):
            continue
        note(f"{attempt.slug} ...")
        report, usage = run_attempt(found, notebook, attempt, engine)
        seconds = usage.learner_seconds + usage.judge_seconds
        differs = difference(attempt, report)
        spent = {"cpu_seconds": round(seconds, 3), "calls": usage.calls}
        results.append({"attempt": attempt.title, "differs": differs, **report.as_json(), **spent})
        rows.add_row(
            each.id,
            attempt.title,
            f"{report.points:g}",
            f"{report.possible:g}",
            f"{seconds:.1f}",
            f"{usage.calls:,}",
            differs or "✓",
        )
    if as_json:
        print_json({"attempts": results})
    else:
        show(rows)
    finish(not any(result["differs"] for result in results))
