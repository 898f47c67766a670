"""A grid of runs: the same figures wherever they are made, and a picture that says where it recovers."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from clusters import dask_cluster
from servers import rounds

from rounds.errors import RoundsError, UnknownName
from rounds.sim.scenarios import scenario
from rounds.sim.sweep import Sweep, sweep

GRID = {"load": (20, 60), "outage": (1, 5)}
SHORT: dict[str, Any] = {"horizon": 100}


@pytest.fixture(scope="module")
def found() -> Sweep:
    return sweep("retry-storm", GRID, ("none", "naive"), (1, 2), workers=1, **SHORT)


def test_every_place_policy_and_seed_is_run_once_and_gives_what_a_comparison_gives(found: Sweep) -> None:
    assert [(*cell.values.values(), cell.policy, cell.seed) for cell in found.cells] == [
        (load, outage, policy, seed)
        for load in (20, 60)
        for outage in (1, 5)
        for policy in ("none", "naive")
        for seed in (1, 2)
    ]
    alone = scenario("retry-storm").compare("naive", seeds=(2,), load=60, outage=5, **SHORT).as_json()["naive"]
    cell = next(c for c in found.cells if (c.policy, c.seed, *c.values.values()) == ("naive", 2, 60, 5))
    assert cell.figures == {key: value for key, value in alone.items() if key != "runs"}


def test_figures_are_read_by_their_path(found: Sweep) -> None:
    assert found.mean("availability.before", "none", load=20, outage=1) > 0.99
    assert found.mean("recovery_s", "naive", load=60, outage=5) is None
    assert found.share("recovery_s", "naive", load=60, outage=5) == 0
    assert found.share("recovery_s", "none", load=60, outage=5) == 1
    with pytest.raises(RoundsError, match=r"no figure .recover.: choose from availability\.before, .*recovery_s"):
        found.mean("recover", "none", load=20, outage=1)


def test_where_nothing_breaks_there_is_nothing_to_recover_from() -> None:
    found = sweep("retry-storm", {"outage": (0, 5)}, ("none", "naive"), workers=1, **SHORT)
    assert found.table()[1][0][1:] == ("0", "0")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_figure_that_is_not_there_ends_the_sweep_at_its_first_run(workers: int) -> None:
    told: list[tuple[int, int]] = []
    with pytest.raises(RoundsError, match="no figure 'speed': choose from"):
        sweep(
            "retry-storm", {"load": range(20, 100)}, ("none",),
            figure="speed", workers=workers, progress=lambda *n: told.append(n), **SHORT,
        )  # fmt: skip
    assert told == []


def test_the_table_has_a_row_for_each_place(found: Sweep) -> None:
    headings, rows = found.table("recovery_s")
    assert headings == ("load", "outage", "none", "naive")
    assert [row[:2] for row in rows] == [("20", "1"), ("20", "5"), ("60", "1"), ("60", "5")]
    assert rows[-1][3] == "never"


def test_processes_side_by_side_give_the_same_and_tell_how_far_they_are(found: Sweep) -> None:
    told: list[tuple[int, int]] = []
    again = sweep(
        "retry-storm", GRID, ("none", "naive"), (1, 2), workers=2, progress=lambda *n: told.append(n), **SHORT
    )
    assert again == found
    assert told[-1] == (16, 16)
    assert [done for done, _ in told] == sorted({done for done, _ in told})


@pytest.mark.slow
def test_a_dask_cluster_gives_the_same(found: Sweep, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    told: list[tuple[int, int]] = []
    with dask_cluster(tmp_path) as address:
        again = sweep(
            "retry-storm",
            GRID,
            ("none", "naive"),
            (1, 2),
            scheduler=address,
            progress=lambda *n: told.append(n),
            **SHORT,
        )
    assert again == found
    assert told == [(n, 16) for n in range(1, 17)]


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        ({"grid": {}}, RoundsError, "The grid is empty"),
        ({"grid": {"load": ()}}, RoundsError, "The grid is empty"),
        ({"grid": {"lode": (1,)}}, UnknownName, "lode"),
        ({"grid": {"load": (5000,)}}, RoundsError, "load=5000.0 is out of bounds"),
        ({"policies": ("nive",)}, UnknownName, "nive"),
        ({"seeds": ()}, RoundsError, "There are no seeds"),
        ({"scheduler": "nowhere"}, RoundsError, "nowhere is no address of a Dask scheduler"),
    ],
)
def test_what_makes_no_sense_is_refused_before_anything_runs(
    words: dict[str, Any], error: type[Exception], message: str
) -> None:
    told: list[Any] = []
    with pytest.raises(error, match=message):
        sweep("retry-storm", **{"grid": {"load": (20,)}, "progress": lambda *n: told.append(n)} | words)
    assert not told


def texts(picture: Any) -> set[str]:
    return {each.get_text() for each in picture.findobj(lambda artist: hasattr(artist, "get_text"))}


def test_one_parameter_gives_curves_and_marks_what_never_recovers() -> None:
    line = sweep("retry-storm", {"load": (20, 60)}, ("none", "naive"), (1,), workers=1, **SHORT)
    said = texts(line.plot())
    assert {"load (requests/s)", "recovery (s)", "none", "naive", "x: never, in some run"} <= said
    assert "x: never, in some run" not in texts(line.plot("goodput"))


def test_two_parameters_give_a_map_a_policy(found: Sweep) -> None:
    said = texts(found.plot())
    assert {"load (requests/s)", "outage (s)", "none", "naive", "never"} <= said
    with pytest.raises(RoundsError, match="one or two parameters, not 3"):
        sweep("retry-storm", {**GRID, "timeout": (1,)}, ("none",), workers=1, **SHORT).plot()


class TestCommand:
    @staticmethod
    def run(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([rounds(), "sweep", *words], cwd=folder, capture_output=True, text=True, check=False)

    def test_it_prints_the_table_and_writes_the_runs_and_the_picture(self, tmp_path: Path) -> None:
        words = ["retry-storm", "--over", "load=20:60:2", "--policy", "none", "--set", "horizon=100"]
        done = self.run(tmp_path, *words, "--json", "runs.json", "--plot", "map.png")
        assert done.returncode == 0, done.stderr
        assert "load" in done.stdout
        assert "none" in done.stdout
        assert [run["load"] for run in json.loads((tmp_path / "runs.json").read_text())["runs"]] == [20, 60]
        assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (
                ["--over", "load"],
                "--over takes name=1,2,5 or name=from:to:how-many, such as load=20:100:9, not 'load'.",
            ),
            (["--over", "load=1:2"], "--over takes name=1,2,5 or name=from:to:how-many"),
            (["--over", "load=a,b"], "--over takes name=1,2,5 or name=from:to:how-many"),
            (["--over", "load=20", "--figure", "speed", "--policy", "none"], "There is no figure 'speed'"),
            (["--over", "load=20", "--plot", "map.txt", "--policy", "none"], "--plot takes a file that ends in"),
        ],
    )
    def test_bad_input_is_one_sentence(self, words: list[str], message: str, tmp_path: Path) -> None:
        done = self.run(tmp_path, "retry-storm", "--set", "horizon=100", *words)
        assert done.returncode == 2
        assert message in done.stderr
        assert "Traceback" not in done.stderr
