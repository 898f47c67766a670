"""The page about networks: its Python runs as it stands, and its table is what the scenario gives."""

import re
from pathlib import Path

import pytest

from rounds.sim.scenarios.network_partition import NETWORK_PARTITION

REPOSITORY = Path(__file__).parents[2]
PAGE = (REPOSITORY / "docs" / "networks.md").read_text()


@pytest.mark.slow
def test_every_piece_of_python_on_the_page_runs_in_its_order() -> None:
    pieces = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(pieces) == 4
    namespace: dict[str, object] = {"__name__": "page"}
    for piece in pieces:
        exec(compile(piece, "networks.md", "exec"), namespace)


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"tests/[\w/]+\.py", PAGE))
    assert len(named) == 2
    assert all((REPOSITORY / name).exists() for name in named)


@pytest.mark.slow
def test_the_table_of_the_page_is_what_the_scenario_gives() -> None:
    figures = NETWORK_PARTITION.compare(seeds=(0, 1, 2, 3, 4)).as_json()
    for name, row in figures.items():
        (line,) = [line for line in PAGE.splitlines() if line.startswith(f"| {name} |")]
        answered, lost, old, oldest, p99, model = [cell.strip() for cell in line.split("|")[2:-1]]
        assert float(answered.rstrip("%")) == pytest.approx(100 * row["availability"]["minority"]["during"], abs=0.6)
        assert float(lost.rstrip("%")) == pytest.approx(100 * row["lost_writes"] / row["acknowledged_writes"], abs=0.6)
        assert float(old.rstrip("%")) == pytest.approx(100 * row["stale_reads"], abs=0.6)
        assert float(oldest.rstrip(" s")) == pytest.approx(row["oldest_read_s"], rel=0.05, abs=0.06)
        assert float(p99.rstrip(" s")) == pytest.approx(row["p99"], rel=0.05, abs=0.0005)
        assert model == row["model"]
