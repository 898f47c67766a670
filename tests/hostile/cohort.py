"""A course full of attacks, honest neighbours between them, and things outside it that no submission may touch."""

import copy
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hostile import careless
from hostile.attack import Attack

from rounds.course import Course, GradedNotebook, grade_id, is_test, load
from rounds.files import Cell, Notebook, read_notebook
from rounds.grading.attempts import answered, attempts_at, released
from rounds.grading.release import publish

REPOSITORY = Path(__file__).parents[2]
SAMPLE = REPOSITORY / "tests" / "samples" / "course"
EVERY = 3  # after so many attacks comes an honest neighbour
NEIGHBOUR = "-neighbour"
SALT = "CANARY-SALT-0815"
NOTE = "# CANARY-NEIGHBOUR: what another student handed in\n"


@dataclass(frozen=True)
class Outside:
    """What lies outside every submission: `secret` must not be read, `untouched` not written."""

    folder: Path

    @property
    def secret(self) -> Path:
        return self.folder / "secret.txt"

    @property
    def untouched(self) -> Path:
        return self.folder / "untouched.txt"

    @property
    def socket(self) -> Path:
        return self.folder / "socket"

    def make(self) -> None:
        """Anybody may read and write there: only the sandbox is to keep a submission away."""
        self.folder.mkdir()
        self.folder.chmod(0o777)
        self.secret.write_text("CANARY-OUTSIDE-2342\n")
        self.untouched.write_text("as it was\n")
        self.untouched.chmod(0o666)


def make_course(root: Path, attacks: Iterable[Attack], stock: bool = False) -> Course:
    """The sample course, and of the careless notebook and the repository's own what `attacks` are aimed at.

    With `stock` it is an nbgrader course without any configuration.
    """
    aimed = {attack.notebook for attack in attacks}
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns("submitted", "autograded", "feedback", "*.db"))
    if careless.NAME in aimed:
        source = root / "source" / careless.ASSIGNMENT / f"{careless.NAME}.ipynb"
        source.parent.mkdir()
        source.write_text(json.dumps(careless.careless()))
    for path in (REPOSITORY / "source").glob("*/*.ipynb"):
        if path.stem in aimed:
            source = root / "source" / path.parent.name / path.name
            source.parent.mkdir(exist_ok=True)
            shutil.copy(path, source)
    (root / ".rounds-salt").write_text(SALT)
    course = load(root)
    publish(course)
    if stock:
        (root / "nbgrader_config.py").write_text("")
    return course


def hand_in(course: Course, attacks: Iterable[Attack], targets: dict[str, Any]) -> list[str]:
    """Write the attacks' submissions, each by a student of the attack's name; returns the honest neighbours."""
    neighbours = []
    for number, attack in enumerate(attacks):
        notebook = course.notebook(attack.notebook)
        folder = _folder(course, attack.name, notebook)
        told = {**targets, "course": str(course.root), "me": attack.name}
        (folder / "targets.json").write_text(json.dumps(told))
        for name, text in attack.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text)
        content = _edited(attack, _answered(course, notebook, attack), folder)
        path = folder / notebook.path.name
        if isinstance(content, dict):
            path.write_text(json.dumps(content))
        elif content is not None:
            path.write_bytes(content)
        if number % EVERY == 0:
            neighbours.append(_neighbour(course, f"{attack.name}{NEIGHBOUR}"))
    return neighbours


def _folder(course: Course, student: str, notebook: GradedNotebook) -> Path:
    folder = course.root / "submitted" / student / notebook.assignment
    folder.mkdir(parents=True)
    return folder


def _neighbour(course: Course, student: str) -> str:
    notebook = course.notebook("warm-up")
    content = right(course, notebook, [exercise.id for exercise in notebook.exercises if exercise.tests])
    for cell in content["cells"]:
        if cell["cell_type"] == "code" and grade_id(cell) == "moving-average":
            cell["source"] = NOTE + cell["source"]
    (_folder(course, student, notebook) / notebook.path.name).write_text(json.dumps(content))
    return student


def right(course: Course, notebook: GradedNotebook, exercises: Iterable[str]) -> Notebook:
    """The released notebook with right answers to some of its exercises."""
    content = copy.deepcopy(released(course, notebook))
    if notebook.name == careless.NAME:
        ours = {grade_id(cell): cell["source"] for cell in read_notebook(notebook.path)["cells"]}
        return _with(content, {name: ours[name] for name in exercises})
    known = {exercise.id: exercise for exercise in notebook.exercises}
    return answered(content, {name: attempts_at(course, notebook, known[name])[0] for name in exercises})


def _with(content: Notebook, sources: dict[str, str]) -> Notebook:
    cells = [{**cell, "source": sources.get(grade_id(cell), cell["source"])} for cell in content["cells"]]
    return {**content, "cells": cells}


def _answered(course: Course, notebook: GradedNotebook, attack: Attack) -> Notebook:
    known = [exercise.id for exercise in notebook.exercises if exercise.tests]
    named = {*attack.answers, *attack.right, *(attack.points if isinstance(attack.points, dict) else known)}
    if not named <= set(known):
        raise ValueError(f"{attack.name} names {sorted(named - set(known))}; {notebook.name} has {known}")
    return _with(right(course, notebook, attack.right), attack.answers)


def _edited(attack: Attack, content: Notebook, folder: Path) -> Notebook | bytes | None:
    """What the attack's `edit` cell leaves in `notebook`: a notebook, bytes to write as they are, or None for none."""

    def named(name: str) -> Cell:
        return next(cell for cell in content["cells"] if grade_id(cell) == name)

    def code(source: str, **metadata: Any) -> Cell:
        cell = {"cell_type": "code", "id": f"own-{len(source)}", "metadata": metadata, "source": source}
        return {**cell, "execution_count": None, "outputs": []}

    space = {"notebook": content, "cells": content["cells"], "folder": folder, "named": named, "code": code}
    space["tests"] = [cell for cell in content["cells"] if is_test(cell)]
    exec(compile(attack.edit, f"{attack.name}.py", "exec"), space)
    edited = space["notebook"]
    return edited.encode() if isinstance(edited, str) else edited
