"""How soon the explorers' pictures follow a slider: the preview, and the full picture.

    python benchmarks/explorers.py [--moves 10]

Each explorer of notebooks/ is made as its cell makes it, without a browser; its first slider is moved by a step and
back. Times run from the move to the new picture's bytes.
"""

import argparse
import time
from pathlib import Path
from statistics import median
from typing import Any

import nbformat

import rounds

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
TARGETS = (300, 1500)  # milliseconds: the preview, the full picture


def explorer_of(notebook: Path) -> Any:
    """The explorer that a notebook's own cell makes."""
    cells = [cell.source for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]
    source = next(source for source in cells if "\nexplore(" in f"\n{source}")
    names: dict[str, Any] = {"explore": rounds.explore}
    exec(source.replace("explore(", "made = explore(", 1), names)  # the project's own notebook
    return names["made"]


def milliseconds(explorer: Any, moves: int) -> list[tuple[float, float]]:
    """For each move: until the preview is there, until the full picture is."""
    box = next(iter(explorer.sliders.values()))
    seen: list[float] = []
    explorer.picture.observe(lambda _: seen.append(time.perf_counter()), names="value")
    found = []
    explorer.wait()
    for number in range(moves):
        seen.clear()
        began = time.perf_counter()
        box.value += box.step * (1 if number % 2 == 0 else -1)
        explorer.wait()
        found.append(((seen[0] - began) * 1000, (seen[-1] - began) * 1000))
    return found


def main() -> None:
    """Measure every explorer and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moves", type=int, default=10, help="moves of each explorer's slider")
    options = parser.parse_args()
    print(f"From a slider's move to its picture, in ms: median and worst of {options.moves} moves")
    kept = True
    for notebook in sorted(NOTEBOOKS.glob("explore-*.ipynb")):
        times = milliseconds(explorer_of(notebook), options.moves)
        columns = list(zip(*times, strict=True))
        middles = [median(column) for column in columns]
        kept = kept and all(middle <= target for middle, target in zip(middles, TARGETS, strict=True))
        texts = [f"{middle:5.0f} {max(column):5.0f}" for middle, column in zip(middles, columns, strict=True)]
        print(f"  {notebook.stem:<26} preview {texts[0]}   full {texts[1]}")
    preview, full = TARGETS
    print(f"  {'met' if kept else 'NOT MET'}: preview in {preview} ms, full picture in {full} ms")


if __name__ == "__main__":
    main()
