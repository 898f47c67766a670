"""The page about the lab: its Python runs as it stands, and its table is what the lab gives."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PAGE = (REPOSITORY / "docs" / "failure-lab.md").read_text()


def test_every_piece_of_python_on_the_page_runs_in_its_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # one of them writes a picture
    pieces = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(pieces) == 6
    namespace: dict[str, object] = {"__name__": "page"}
    for piece in pieces:
        exec(compile(piece, "failure-lab.md", "exec"), namespace)


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`?(?:python )?((?:tests|benchmarks)/[\w/]+\.py)", PAGE))
    assert {"benchmarks/base_table.py", "benchmarks/kernel.py", "tests/sim/test_queues.py"} <= named
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", PAGE)
    paths = [REPOSITORY / name for name in named] + [REPOSITORY / "docs" / name for name in pictures]
    paths += [REPOSITORY / "tests/sim" / name for name in re.findall(r"`(test_\w+\.py)`", PAGE)]
    assert [path for path in paths if not path.exists()] == []


def bench(script: str, *words: str) -> str:
    command = [sys.executable, REPOSITORY / "benchmarks" / script, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_kernels_benchmark_prints_its_table_and_its_targets() -> None:
    printed = bench("kernel.py", "--repeats", "1", "--scale", "0.005")
    for words in ("M/M/1  Ciw", "M/M/10  SimPy, Resource", "M/M/10  rounds.sim", "storm  rounds.sim, 3 retries"):
        assert words in printed
    assert len(re.findall(r"^  (?:met|NOT MET) ", printed, re.MULTILINE)) == 8


@pytest.mark.deep
def test_the_table_of_the_page_is_the_one_that_its_command_prints() -> None:
    printed = bench("base_table.py")

    def recoveries(row: str) -> list[str]:
        (line,) = [line for line in printed.splitlines() if line.strip().startswith(row)]
        return line[46:80].split()

    for row, claim in (
        ("no retry", "| no retry | {} to {} |"),
        ("retry budget", "| retry budget 10%, 10 tokens a client | {} to {} |"),
        ("circuit breaker", "| circuit breaker 50%, wait 5 s | {} to {} |"),
        ("adaptive throttle", "| adaptive throttle, 120 s window | {} to {} |"),
        ("10 s window", "| 10 s window | {} to {} |"),
        ("naive, drop expired, newest first", "| naive, drop expired, newest first | {} to {} |"),
    ):
        seconds = sorted(int(time) for time in recoveries(row))
        assert claim.format(seconds[0], seconds[-1]) in PAGE
    for row in (
        "3 retries at once",
        "3 retries, full jitter, base 1 s",
        "the same with 1000",
        "naive, queue limit 120",
    ):
        assert set(recoveries(row)) == {"never"}
    assert recoveries("naive at 24").count("never") == 2
