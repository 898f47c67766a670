"""When an engine stops, or is stopped, nothing of it is left."""

import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from pathlib import Path

import psutil
import pytest
from below import processes
from pieces import piece
from servers import wait_until

from rounds.errors import RoundsError
from rounds.grading.judge.engine import JudgeEngine
from rounds.grading.limits import Limits
from rounds.grading.sandbox.bubblewrap import ROOT, USER, best_mode
from rounds.grading.slices import CodeCell, Script

ENDLESS = "def f():\n    while True: pass"
pytestmark = pytest.mark.skipif(best_mode() not in (ROOT, USER), reason="only there all limits hold")


class TestAfterwards:
    @pytest.mark.slow
    def test_nothing_is_left_when_an_engine_stops(self, engine) -> None:
        def left() -> set[Path]:
            return set(Path(tempfile.gettempdir()).glob("rounds-*"))

        started = JudgeEngine(Limits(cell_seconds=5), workers=2)
        before, descriptors, folders = processes(), psutil.Process().num_fds(), left()
        for answer in ("f = 1", "import subprocess\nf = subprocess.Popen(['sleep', '60'])", "import os\nos._exit(0)"):
            started.run(piece(answer, "f"))
        servers = processes() - before
        assert servers
        started.stop()
        wait_until(lambda: not [pid for pid in servers if psutil.pid_exists(pid)], 10, "the processes' end")
        assert psutil.Process().num_fds() <= descriptors
        assert not [folder for folder in left() - folders if _abandoned(folder)]

    @pytest.mark.slow
    @pytest.mark.slow
    def test_stopping_ends_a_running_slice_within_a_second(self) -> None:
        started = JudgeEngine(Limits(cell_seconds=60), workers=1)
        assert started.run(piece("f = 1", "assert f")).verdicts[0].passed
        ended: list[object] = []

        def run() -> None:
            try:
                ended.append(started.run(piece(ENDLESS, "f()")).verdicts[0].points)
            except (RoundsError, OSError) as error:
                ended.append(error)

        running = threading.Thread(target=run)
        running.start()
        time.sleep(0.3)
        began = time.monotonic()
        started.stop()
        running.join(10)
        assert time.monotonic() - began < 2
        assert ended != []
        assert ended[0] in (0, 0.0) or isinstance(ended[0], Exception)
        assert started.run(piece("f = 1", "assert f")).verdicts[0].passed  # and it can be used again
        started.stop()

    @pytest.mark.slow
    def test_ctrl_c_ends_a_process_that_grades_with_all_its_children(self) -> None:
        script = textwrap.dedent(
            f"""
            import signal, sys
            signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
            sys.path.insert(0, {str(Path(__file__).parents[2])!r})
            from pieces import piece
            from rounds.grading.judge.engine import JudgeEngine
            from rounds.grading.judging import judge
            engine = JudgeEngine(workers=2)
            engine.run(piece("f = 1", "assert f"))
            print("ready", flush=True)
            try:
                judge([piece({ENDLESS!r}, "f()")] * 4, "n", engine)
            finally:
                engine.stop()
            """
        )
        grading = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert grading.stdout is not None
        assert grading.stdout.readline() == b"ready\n"
        time.sleep(0.5)
        below = psutil.Process(grading.pid).children(recursive=True)
        assert len(below) > 4
        grading.send_signal(signal.SIGINT)
        _, errors = grading.communicate(timeout=20)
        assert errors.rstrip().endswith(b"KeyboardInterrupt")
        wait_until(lambda: not any(process.is_running() for process in below), 20, "the children's end")

    def test_a_whole_notebook_has_limits_too(self, engine) -> None:
        engine.limits = Limits(cell_seconds=0.3, memory=64 << 20, output=5_000)
        cells = ["while True: pass", "x = bytearray(200 << 20)", "print('x' * 9_000)", "1 + 1"]
        played = engine.play(Script(tuple(CodeCell(number, source) for number, source in enumerate(cells))))
        assert played.ended.startswith("Stopped after 0.3 s")
        assert played.outputs[1][0]["ename"] == "MemoryError"
        assert "is cut" in played.outputs[2][-1]["text"]
        assert played.outputs[3][0]["data"]["text/plain"] == "2"


def _abandoned(folder: Path) -> bool:
    """Whether no running process names the folder or has a file of it open: others may grade just now."""
    for process in psutil.process_iter():
        try:
            names = [*process.cmdline(), *(each.path for each in process.open_files())]
        except psutil.Error:
            continue
        if any(str(folder) in name for name in names):
            return False
    return folder.exists()
