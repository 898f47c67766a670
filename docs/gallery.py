"""Builds docs/gallery.md and its pictures from real runs: `make gallery`."""

import sys
from pathlib import Path

from rounds.sim.scenarios import SCENARIOS, ScenarioSpec
from rounds.sim.sweep import sweep

DPI = 70
MOST = 4  # policies side by side

HEAD = """# The gallery

Every scenario that `rounds simulate` knows, with its defaults and seed 1. `make gallery` builds this page; the text
under each picture is the scenario's own.
"""


def section(spec: ScenarioSpec, pictures: Path) -> str:
    """Draw a scenario's picture; the text around it, and the command that draws it."""
    policies = tuple(spec.policies)[:MOST]
    spec.compare(*policies).plot().savefig(pictures / f"{spec.name}.png", dpi=DPI)
    words = " ".join(f"--policy {policy}" for policy in policies) if len(spec.policies) > MOST else ""
    command = f"rounds simulate {spec.name} {words}".strip()
    story = spec.story.strip().split("\n\n", 1)[-1]
    picture = f"![{spec.summary}](gallery/{spec.name}.png)"
    return f"## {spec.name}\n\n**{spec.summary}**\n\n{picture}\n\n{story}\n\n    {command}\n"


def phase_map(pictures: Path) -> str:
    """Draw where a storm ends, and where it does not."""
    grid = {"load": (20, 30, 40, 50, 60, 70, 80, 90), "outage": (1, 2, 4, 7, 10)}
    sweep("retry-storm", grid, ("none", "naive", "retry-budget", "circuit-breaker"), horizon=150).plot().savefig(
        pictures / "phase-map.png", dpi=DPI
    )
    command = (
        "rounds sweep retry-storm --over load=20:90:8 --over outage=1,2,4,7,10 --policy none --policy naive "
        "--policy retry-budget --policy circuit-breaker --set horizon=150 --plot map.png"
    )
    return f"## Where a storm ends\n\n![Recovery over load and outage](gallery/phase-map.png)\n\n    {command}\n"


def build(folder: Path) -> None:
    """Draw all pictures and write the page."""
    pictures = folder / "gallery"
    pictures.mkdir(exist_ok=True)
    for old in pictures.glob("*.png"):
        old.unlink()
    sections = [section(spec, pictures) for spec in SCENARIOS.values()]
    (folder / "gallery.md").write_text("\n".join([HEAD, *sections, phase_map(pictures)]), encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
