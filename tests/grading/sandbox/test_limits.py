"""Each limit stops what goes past it and says so plainly; nothing is left, and the next answer is unharmed."""

import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator

import pytest
from below import processes
from pieces import piece
from servers import wait_until

from rounds.grading.judge.engine import JudgeEngine
from rounds.grading.limits import Limits
from rounds.grading.sandbox.bubblewrap import ROOT, USER, best_mode

MIB = 1 << 20
ENDLESS = "def f():\n    while True: pass"
pytestmark = pytest.mark.skipif(best_mode() not in (ROOT, USER), reason="only there all limits hold")


@pytest.fixture(autouse=True)
def honest_neighbour(engine: JudgeEngine) -> Iterator[None]:
    """After each test an honest answer on the same engine gets its points, and nothing of the last one runs on."""
    earned(engine, Limits(), "f = 1", "assert f")
    before = processes()
    yield
    assert earned(engine, Limits(), "def f(): return sum(range(10))", "assert f() == 45") == [(2, "")]
    wait_until(lambda: processes() <= before, 20, "the end of what the answer started")


def earned(engine: JudgeEngine, limits: Limits, answer: str | list[str], *tests: str) -> list[tuple[float, str]]:
    engine.limits = limits
    verdicts = engine.run(piece(answer, *tests)).verdicts
    assert not [verdict.flag for verdict in verdicts if verdict.flag]
    return [(verdict.points, verdict.message) for verdict in verdicts]


class TestMemory:
    LIMITS = Limits(memory=64 * MIB)

    @pytest.mark.parametrize(
        "line",
        [
            "bytearray(200 << 20)",
            "np.ones(50_000_000)",
            "'x' * (200 << 20)",
            "[0] * (50 << 20)",
            "mmap.mmap(-1, 200 << 20)",
        ],
    )
    def test_of_one_process(self, engine, line) -> None:
        answer = f"import mmap, numpy as np\ndef f(): return len({line})"
        stopped, after = earned(engine, self.LIMITS, answer, "f()", "assert True")
        assert stopped[0] == 0
        assert "MemoryError: used more than 64 MiB of memory; the limit is 64 MiB" in stopped[1] or "mmap" in line
        assert after == (2, "")

    def test_in_a_cell(self, engine) -> None:
        ((points, message),) = earned(engine, self.LIMITS, "x = bytearray(200 << 20)\ndef f(): pass", "f()")
        assert points == 0
        assert message.startswith("Your cell stopped with MemoryError: used more than 64 MiB of memory")

    def test_of_a_process_and_its_children_together(self, engine) -> None:
        answer = textwrap.dedent(
            """
            import os, time
            def f():
                for _ in range(5):
                    if os.fork() == 0:
                        kept = bytearray(b"x") * (40 << 20)
                        time.sleep(9)
                        os._exit(0)
                time.sleep(9)
            """
        )
        found = earned(engine, Limits(memory=96 * MIB), answer, "f()", "assert True")
        assert found == [(0, "Your code used more than 96 MiB of memory; the limit is 96 MiB.")] * 2

    def test_what_is_shared_with_children_counts_once(self, engine) -> None:
        answer = textwrap.dedent(
            """
            import os, time
            kept = bytearray(b"x") * (40 << 20)
            def f():
                for _ in range(5):
                    if os.fork() == 0:
                        time.sleep(0.2)
                        os._exit(0)
                time.sleep(0.3)
                return len(kept)
            """
        )
        assert earned(engine, Limits(memory=96 * MIB), answer, f"assert f() == {40 << 20}") == [(2, "")]

    def test_that_is_freed_may_be_used_again(self, engine) -> None:
        answer = "def f():\n    for _ in range(20): bytearray(40 << 20)\n    return 1"
        assert earned(engine, self.LIMITS, answer, "assert f() == 1") == [(2, "")]


class TestProcessorTime:
    LIMITS = Limits(cpu_seconds=0.4, cell_seconds=20)
    SAID = "Your code used more than 0.4 s of CPU time; the limit is 0.4 s."

    def test_of_one_process(self, engine) -> None:
        assert earned(engine, self.LIMITS, ENDLESS, "f()", "assert True") == [(0, self.SAID)] * 2

    def test_of_a_process_and_its_children_together(self, engine) -> None:
        answer = textwrap.dedent(
            """
            import os, time
            def f():
                for _ in range(4):
                    if os.fork() == 0:
                        while True: pass
                time.sleep(20)
            """
        )
        assert earned(engine, self.LIMITS, answer, "f()") == [(0, self.SAID)]

    def test_of_children_that_have_ended(self, engine) -> None:
        answer = textwrap.dedent(
            """
            import os, time
            def f():
                while True:
                    child = os.fork()
                    if child == 0:
                        until = time.process_time() + 0.05
                        while time.process_time() < until: pass
                        os._exit(0)
                    os.waitpid(child, 0)
            """
        )
        assert earned(engine, self.LIMITS, answer, "f()") == [(0, self.SAID)]

    def test_sleeping_costs_none(self, engine) -> None:
        assert earned(engine, self.LIMITS, "import time\ndef f(): time.sleep(0.5)", "f()") == [(2, "")]


class TestProcesses:
    LIMITS = Limits(processes=8)

    @pytest.mark.parametrize(
        ("line", "error"),
        [
            ("if os.fork() == 0: time.sleep(1); os._exit(0)", "BlockingIOError"),
            ("threading.Thread(target=time.sleep, args=(1,)).start()", "RuntimeError"),
            ("subprocess.Popen(['sleep', '1'])", "BlockingIOError"),
        ],
    )
    def test_there_are_only_so_many(self, engine, line, error) -> None:
        answer = f"import os, subprocess, threading, time\ndef f():\n    for _ in range(40):\n        {line}"
        stopped, after = earned(engine, self.LIMITS, answer, "f()", "assert True")
        assert stopped[0] == 0
        assert stopped[1].startswith(
            f"{error}: started more than 8 processes and threads, which is the limit (in your `f`"
        )
        assert after == (2, "")

    def test_a_few_are_fine(self, engine) -> None:
        answer = (
            "import threading\ndef f():\n    for _ in range(100):\n"
            "        thread = threading.Thread(target=int)\n        thread.start()\n        thread.join()"
        )
        assert earned(engine, self.LIMITS, answer, "f()") == [(2, "")]

    def test_the_most_there_may_be_take_nothing_from_a_neighbours_share(self) -> None:
        """On a busy machine too: Linux shares processors by session, and each answer has one of its own."""
        engine = JudgeEngine(workers=2)
        hog = """
            import os, time
            gate, held = os.pipe()
            for _ in range(60):
                if os.fork() == 0:
                    os.close(held)
                    os.read(gate, 1)  # until all are there
                    while True: pass
            os.close(held)
            time.sleep(30)
        """
        work = piece("def f(): return sum(range(30_000_000))", "assert f()")
        others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2)]
        before = processes()
        hogging = threading.Thread(target=engine.run, args=(piece(textwrap.dedent(hog), "assert True"),))
        try:
            hogging.start()
            wait_until(lambda: len(processes() - before) > 60, 20, "sixty processes of one answer")
            time.sleep(1)
            began = time.monotonic()
            assert engine.run(work).verdicts[0].passed
            assert time.monotonic() - began < 5
        finally:
            engine.stop()
            for other in others:
                other.kill()
                other.wait()
            hogging.join(10)


class TestDisk:
    LIMITS = Limits(disk=1 * MIB)
    SAID = "OSError: wrote more than 1 MiB, which is the limit"

    @pytest.mark.parametrize("place", ["", "/tmp/", "/dev/shm/"])
    def test_one_file_or_many(self, engine, place) -> None:
        answer = textwrap.dedent(
            f"""
            def one(): open("{place}big", "wb").write(bytes(2 << 20))
            def many():
                for number in range(9): open(f"{place}{{number}}", "wb").write(bytes(1 << 18))
            """
        )
        one, many = earned(engine, self.LIMITS, answer, "one()", "many()")
        assert one[0] == many[0] == 0
        assert one[1].startswith(self.SAID)
        assert many[1].startswith(self.SAID)

    def test_files_without_content_count_too(self, engine) -> None:
        answer = "def f():\n    for number in range(9_000): open(f'/tmp/{number}', 'w')"
        assert earned(engine, self.LIMITS, answer, "f()")[0][0] == 0

    def test_room_that_is_freed_may_be_used_again(self, engine) -> None:
        answer = (
            "import os\ndef f():\n    for _ in range(9):\n"
            "        open('x', 'wb').write(bytes(1 << 19))\n        os.remove('x')"
        )
        assert earned(engine, self.LIMITS, answer, "f()\nNone") == [(2, "")]


class TestOutput:
    @pytest.mark.parametrize(
        "flood",
        [
            "print('x' * 50_000)",
            "for _ in range(500): print('x' * 100)",
            "import os\nfor _ in range(50): os.write(1, b'x' * 1_000)",
            "for _ in range(500): display('x' * 100)",
            "'x' * 50_000",
            "import subprocess\n_ = subprocess.run(['seq', '20000'])",
        ],
    )
    def test_it_is_cut_and_the_answer_keeps_its_points(self, engine, flood) -> None:
        engine.limits = Limits(output=1_000)
        outcome = engine.run(piece([flood, "print('next')"], "assert True"))
        assert outcome.verdicts[0].passed
        assert len(str(outcome.outputs[1])) < 6_000
        assert "the rest of the output is cut" in str(outcome.outputs[1][-1])
        assert outcome.outputs[2][0]["text"] == "next\n"


class TestTime:
    LIMITS = Limits(cell_seconds=0.3)
    SAID = "Stopped after 0.3 s: your answer takes too long here, or never ends."

    @pytest.mark.parametrize(
        "body",
        [
            "while True: pass",
            "time.sleep(30)",
            "re.match('(a*)*b', 'a' * 40)",
            "pow(7, 10 ** 8)",
            "subprocess.run(['sleep', '30'])",
            "threading.Event().wait()",
            "sorted(range(10 ** 7), key=lambda x: str(x))",
        ],
    )
    def test_of_a_test_cell(self, engine, body) -> None:
        answer = f"import re, subprocess, threading, time\ndef f():\n    {body}\ndef g(): return 1"
        began = time.monotonic()
        found = earned(engine, self.LIMITS, answer, "f()", "assert g() == 1")
        assert found[0] == (0, self.SAID)
        assert found[1] == (2, "")
        assert time.monotonic() - began < 5

    def test_of_an_answers_cell(self, engine) -> None:
        cells = ["import time\ntime.sleep(30)\nx = 1", "y = 2"]
        missing, there = earned(engine, self.LIMITS, cells, "assert x == 1", "assert y == 2")
        assert missing[0] == 0
        assert "Stopped after 0.3 s" in missing[1]
        assert there == (2, "")

    @pytest.mark.slow
    @pytest.mark.parametrize(
        "stubborn",
        [
            "def f():\n    while True:\n        try: time.sleep(60)\n        except BaseException: pass",
            "signal.signal(signal.SIGINT, signal.SIG_IGN)\ndef f():\n    while True: pass",
            "signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())\ndef f(): time.sleep(60)",
            "def f(): [0] in iter(int, 1)",
        ],
    )
    def test_what_does_not_stop_is_ended_by_force(self, engine, stubborn) -> None:
        began = time.monotonic()
        found = earned(engine, self.LIMITS, f"import signal, time\n{stubborn}", "f()", "assert True")
        said = "Your code did not stop when it was told to, and was ended by force: it runs on, or never lets go."
        assert found == [(0, said)] * 2
        assert time.monotonic() - began < 8

    def test_of_an_exercise(self, engine) -> None:
        limits = Limits(cell_seconds=0.3, slice_seconds=0.5)
        found = earned(engine, limits, ["import time\ntime.sleep(0.2)"] * 9, "assert True", "assert True")
        assert found == [(0, "Not run: the exercise as a whole had used its 0.5 s.")] * 2

    def test_of_tests_of_an_exercise(self, engine) -> None:
        limits = Limits(cell_seconds=0.3, slice_seconds=0.5)
        found = earned(engine, limits, "import time\ndef f(): time.sleep(0.25)", *["f()"] * 4)
        assert [points for points, _ in found] == [2, 2, 0, 0]

    def test_a_test_that_never_ends_itself(self, engine) -> None:
        found = earned(engine, self.LIMITS, "x = 1", "while x: pass", "assert True")
        assert found == [(0, self.SAID), (2, "")]

    @pytest.mark.slow
    def test_a_test_that_swallows_its_deadline_and_goes_on_is_ended(self, engine) -> None:
        engine.limits = self.LIMITS
        swallow = "import time\nwhile True:\n    try: time.sleep(9)\n    except BaseException: pass"
        outcome = engine.run(piece("x = 1", swallow, "assert True"))
        assert [verdict.points for verdict in outcome.verdicts] == [0, 0]
        assert {verdict.flag for verdict in outcome.verdicts} == {
            "The judge could not get an end to this test and was stopped."
        }
