"""What the tests share: a course of their own, servers on free ports, and no quiet skip where all tools are there."""

import os
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from servers import StartServer, copy_of_the_course, empty_home, server_in

from rounds.grading.judge.engine import JudgeEngine
from rounds.grading.judge.watch import processors

LONGEST = ("test_attempts.py", "test_attacks.py", "test_canaries.py", "browser", "source")  # files and folders
REQUIRE_ALL = os.environ.get("ROUNDS_REQUIRE_ALL") == "1"


def _forbid_skip(report: Any) -> Any:
    """Turn a skip into a failure where every tool is promised to be there, so that none is skipped unseen."""
    if REQUIRE_ALL and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped although ROUNDS_REQUIRE_ALL=1: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    return _forbid_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    return _forbid_skip((yield))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes begins first: no worker is left alone with it when the others are done."""
    items.sort(key=lambda item: next((n for n, name in enumerate(LONGEST) if name in item.path.parts), len(LONGEST)))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course directory of the test's own: the repository's notebooks and configuration, nobody's work."""
    return copy_of_the_course(tmp_path)


@pytest.fixture
def course_of_round_4(course: Path) -> Path:
    """A course with round 4 alone, for tests that name its points and exercises: other rounds will grow."""
    for part in ("source", "release"):
        for folder in (course / part).glob("round-[!4]*"):
            shutil.rmtree(folder)
    return course


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment with an empty home, so that nobody's own Jupyter settings have a say."""
    return empty_home(tmp_path)


@pytest.fixture
def read_only() -> Callable[[Path], list[str]]:
    """Make a function that takes a folder and returns the words to put before a command that may only read there."""

    def prefix(folder: Path) -> list[str]:
        if os.geteuid() != 0:
            folder.chmod(0o555)
            return []
        if subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode:
            pytest.skip("root needs mount namespaces to meet a read-only folder")
        mount = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
        return ["unshare", "--mount", "sh", "-c", mount, str(folder)]

    return prefix


@pytest.fixture
def serve(home: dict[str, str], tmp_path: Path) -> StartServer:
    """Make a context manager that runs `rounds lab` or `rounds instructor` in a course until the test is done."""
    return server_in(home, tmp_path)


@pytest.fixture(scope="module")
def serve_all(tmp_path_factory: pytest.TempPathFactory) -> StartServer:
    """The same for a server that the tests of a module share: it takes seconds to start."""
    folder = tmp_path_factory.mktemp("served")
    return server_in(empty_home(folder), folder)


@pytest.fixture(scope="module")
def course_for_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course directory as `course`, for the tests of a module."""
    return copy_of_the_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="session")
def shared_engine() -> Iterator[JudgeEngine]:
    """One engine for all tests of a process: it takes a second to start.

    Each of pytest-xdist's processes takes another core: they would share the first one, and the others would idle.
    """
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    cores = processors()
    engine = JudgeEngine(workers=1, cores=cores[number % len(cores) :][:1] if cores else ())
    yield engine
    engine.stop()
