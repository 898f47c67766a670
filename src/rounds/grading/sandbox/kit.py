"""The part of our own package that learners' code may have, as a folder of its own: references are withheld from it."""

import importlib
import shutil
from pathlib import Path

PACKAGE = Path(__file__).parents[2]

REFERENCES = (
    "rounds.sim.policies",
    "rounds.sim.theory",
    "rounds.sim.scenarios",
    "rounds.sim.network.replicas",
    "rounds.sim.histories.ladder",
    "rounds.worlds.references",
    "rounds.grading.kinds.induction",
)
WITHHELD = (*REFERENCES, "rounds.grading.seeds")  # each with all that is in it
_VISIBLE = (
    "__init__.py",
    "errors.py",
    "grading/__init__.py",
    "grading/environment.py",
    "grading/kinds",
    "grading/sandbox",
    "grading/wire",
    "lab/__init__.py",
    "lab/automated.py",
    "lab/check.py",
    "lab/submit.py",
    "lab/unfinished.py",
    "sim",
    "worlds",
)
FONTS = "fonts"
_REFUSAL = """raise ImportError(f"{__name__} is withheld from graded answers: write your own.", name=__name__)\n"""


def make_kit(folder: Path) -> Path:
    """Copy into `folder` what learners' code may import of `rounds`, and return the folder for its search path.

    What is withheld is there by name only, and says so when it is imported.
    """
    target = folder / "rounds"
    for name in _VISIBLE:
        origin = PACKAGE / name
        if origin.is_dir():
            shutil.copytree(origin, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
        else:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(origin, target / name)
    for module in WITHHELD:
        path = target.joinpath(*module.split(".")[1:])
        if path.is_dir():
            shutil.rmtree(path)
        path.with_suffix(".py").write_text(_REFUSAL, encoding="utf-8")
    _readable(folder)
    return folder


def add_fonts(kit: Path) -> None:
    """Put matplotlib's list of the machine's fonts, which takes seconds to make, into a kit that is in use."""
    part = kit / f"{FONTS}.part"
    part.mkdir()
    for path in _font_lists():
        shutil.copyfile(path, part / path.name)
    _readable(part)
    part.rename(kit / FONTS)


def _readable(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _font_lists() -> list[Path]:
    import matplotlib as mpl

    folder = Path(mpl.get_cachedir())
    if not any(folder.glob("fontlist-*.json")):
        importlib.import_module("matplotlib.font_manager")
    return list(folder.glob("fontlist-*.json"))
