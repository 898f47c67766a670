"""The engine beside JupyterLab: up while its parent is, for any number of callers, and gone afterwards."""

import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from pieces import piece
from servers import wait_until

from rounds.errors import RoundsError
from rounds.grading.engine import engine_at_hand
from rounds.grading.judge import shared
from rounds.grading.judge.engine import JudgeEngine
from rounds.grading.judge.shared import SharedEngine, is_up, socket_path, start
from rounds.grading.limits import Limits

ENDLESS = "def f():\n    while True: pass"


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Iterator[psutil.Process]:
    """A shared engine in a folder of the test's own."""
    with tempfile.TemporaryDirectory() as folder:  # the system allows a socket's path 107 characters
        monkeypatch.setattr(shared.tempfile, "gettempdir", lambda: folder)
        judge = start(Path.cwd())
        wait_until(is_up, 30, "the shared engine")
        yield psutil.Process(judge.pid)
        judge.communicate(timeout=20)


def test_answers_are_checked_at_once_and_several_at_a_time(beside) -> None:
    engine = engine_at_hand()
    assert type(engine) is SharedEngine
    assert engine.run(piece("f = 1", "assert f == 1")).verdicts[0].passed
    began = time.monotonic()
    sleeping = piece("import time; time.sleep(0.7)", "assert True")
    slow = [threading.Thread(target=engine.run, args=(sleeping,)) for _ in range(2)]
    for thread in slow:
        thread.start()
    for thread in slow:
        thread.join()
    assert time.monotonic() - began < 1.3


def test_stopping_ends_the_run_and_leaves_the_engine_up(beside) -> None:
    engine = SharedEngine()
    threading.Timer(0.5, engine.stop).start()
    began = time.monotonic()
    with pytest.raises(RoundsError, match="The judge ended while it worked on this answer; check it again"):
        engine.run(piece(ENDLESS, "f()"))
    assert time.monotonic() - began < 5
    assert engine.run(piece("f = 1", "assert f == 1")).verdicts[0].passed


def test_it_goes_with_its_parent_and_all_that_it_started(beside) -> None:
    run = threading.Thread(target=_run_quietly, args=(SharedEngine(Limits(cell_seconds=60)),))
    run.start()
    time.sleep(0.5)
    family = [beside, *beside.children(recursive=True)]
    start(Path.cwd()).communicate(timeout=20)  # a second one ends at once, and takes nothing with it
    assert is_up()
    beside.terminate()
    assert not psutil.wait_procs(family, timeout=10)[1]
    run.join(10)
    assert not run.is_alive()


def _run_quietly(engine: SharedEngine) -> None:
    with pytest.raises(RoundsError):
        engine.run(piece(ENDLESS, "f()"))


def test_without_one_a_process_has_its_own(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(shared.tempfile, "gettempdir", lambda: str(tmp_path))
    engine = engine_at_hand()
    assert type(engine) is JudgeEngine
    assert engine_at_hand() is engine


def test_a_folder_that_others_may_enter_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(shared.tempfile, "gettempdir", lambda: str(tmp_path))
    socket_path().parent.chmod(0o777)
    with pytest.raises(RoundsError, match="is not a folder of yours alone"):
        SharedEngine().run(piece("", "assert True"))


def test_a_caller_that_talks_nonsense_harms_nobody(beside) -> None:
    for nonsense in (b"", b"\xff" * 10, b"\x04\x00\x00\x00abcd"):
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(socket_path()))
            caller.sendall(nonsense)
    assert SharedEngine().run(piece("f = 1", "assert f == 1")).verdicts[0].passed
