"""Where every tool is promised, a skipped test fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SKIPS = {
    "in a test": "import pytest\ndef test_it(): pytest.skip('no chromium')",
    "by a mark": "import pytest\n@pytest.mark.skipif(True, reason='no chromium')\ndef test_it(): pass",
    "of a module": "import pytest\npytest.skip('no chromium', allow_module_level=True)\ndef test_it(): pass",
    "in a fixture": "import pytest\n@pytest.fixture\ndef it(): pytest.skip('no chromium')\ndef test_it(it): pass",
}


@pytest.mark.parametrize("skip", SKIPS)
@pytest.mark.parametrize(("promised", "fails"), [("1", True), ("", False)])
def test_a_skip_fails_only_where_every_tool_is_promised(tmp_path: Path, skip: str, promised: str, fails: bool) -> None:
    for name in ("conftest.py", "servers.py"):
        shutil.copy(Path(__file__).with_name(name), tmp_path)
    (tmp_path / "test_skips.py").write_text(SKIPS[skip])
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    environment = {**os.environ, "ROUNDS_REQUIRE_ALL": promised}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert "no chromium" in done.stdout or not fails
    assert (done.returncode not in (0, 5)) == fails, done.stdout
