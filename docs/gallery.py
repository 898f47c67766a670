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


GRID = {"load": (20, 30, 40, 50, 60, 70, 80, 90), "outage": (1, 2, 4, 7, 10)}
MAP = """## Where a storm ends

![Recovery over load and outage](gallery/phase-map.png)

    rounds sweep retry-storm --over load=20:90:8 --over outage=1,2,4,7,10 --policy none --policy naive \
--policy retry-budget --policy circuit-breaker --set horizon=150 --plot map.png
"""


def shown(spec: ScenarioSpec) -> tuple[str, ...]:
    """The policies in a scenario's picture."""
    return tuple(spec.policies)[:MOST]


def section(spec: ScenarioSpec) -> str:
    """The text around a scenario's picture, and the command that draws it."""
    words = " ".join(f"--policy {policy}" for policy in shown(spec)) if len(spec.policies) > MOST else ""
    command = f"rounds simulate {spec.name} {words}".strip()
    story = spec.story.strip().split("\n\n", 1)[-1]
    picture = f"![{spec.summary}](gallery/{spec.name}.png)"
    return f"## {spec.name}\n\n**{spec.summary}**\n\n{picture}\n\n{story}\n\n    {command}\n"


def page() -> str:
    """The page's text."""
    return "\n".join([HEAD, *map(section, SCENARIOS.values()), MAP])


def build(folder: Path) -> None:
    """Draw all pictures and write the page."""
    pictures = folder / "gallery"
    pictures.mkdir(exist_ok=True)
    for old in pictures.glob("*.png"):
        old.unlink()
    for spec in SCENARIOS.values():
        spec.compare(*shown(spec)).plot().savefig(pictures / f"{spec.name}.png", dpi=DPI)
    storms = sweep("retry-storm", GRID, ("none", "naive", "retry-budget", "circuit-breaker"), horizon=150)
    storms.plot().savefig(pictures / "phase-map.png", dpi=DPI)
    (folder / "gallery.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
