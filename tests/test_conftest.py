"""Where every tool is promised, a skipped test fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

SKIPS = {
    "in a test": "import pytest\ndef test_it(): pytest.skip('no chromium')",
    "by a mark": "import pytest\n@pytest.mark.skipif(True, reason='no chromium')\ndef test_it(): pass",
    "of a module": "import pytest\npytest.skip('no chromium', allow_module_level=True)\ndef test_it(): pass",
    "in a fixture": "import pytest\n@pytest.fixture\ndef it(): pytest.skip('no chromium')\ndef test_it(it): pass",
}


def run_skips(folder: Path, promised: str) -> subprocess.CompletedProcess[str]:
    """Runs a test file for each way to skip, beside this suite's conftest."""
    for name in ("conftest.py", "servers.py"):
        shutil.copy(Path(__file__).with_name(name), folder)
    for name, source in SKIPS.items():
        (folder / f"test_{name.replace(' ', '_')}.py").write_text(source)
    options = ["-q", "-p", "no:cacheprovider", "--continue-on-collection-errors"]
    command = [sys.executable, "-m", "pytest", *options, str(folder)]
    environment = {**os.environ, "ROUNDS_REQUIRE_ALL": promised}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_every_skip_fails_where_every_tool_is_promised(tmp_path: Path) -> None:
    done = run_skips(tmp_path, promised="1")
    told = [line.split() for line in done.stdout.splitlines()]
    failed = {line[1].partition("::")[0] for line in told if line and line[0] in ("FAILED", "ERROR")}
    assert failed == {f"test_{name.replace(' ', '_')}.py" for name in SKIPS}, done.stdout
    assert done.stdout.count("no chromium") >= len(SKIPS)
    assert "skipped" not in done.stdout.splitlines()[-1]


def test_elsewhere_a_skip_is_a_skip(tmp_path: Path) -> None:
    done = run_skips(tmp_path, promised="")
    assert done.returncode == 0, done.stdout
    assert f"{len(SKIPS)} skipped" in done.stdout
