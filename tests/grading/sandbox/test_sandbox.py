"""What an answer sees from inside the sandbox, and what it does not: a cell looks around and prints what it found."""

import json
import os
import socket
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from pieces import piece

from rounds.grading.judge.engine import JudgeEngine
from rounds.grading.sandbox.bubblewrap import ROOT, USER, best_mode
from rounds.grading.sandbox.kit import PACKAGE, WITHHELD

REPOSITORY = Path(__file__).parents[3]
pytestmark = pytest.mark.skipif(best_mode() not in (ROOT, USER), reason="no namespaces of its own for each run here")


def seen(engine: JudgeEngine, source: str, **more: Any) -> Any:
    """What a cell prints as JSON; `show(value)` prints it."""
    answer = f"import json, os\ndef show(value): print(json.dumps(value))\n{textwrap.dedent(source)}"
    outputs = engine.run(piece(answer, "assert True", **more)).outputs[1]
    assert [output["output_type"] for output in outputs] == ["stream"], outputs
    return json.loads(outputs[0]["text"])


@pytest.fixture(scope="module")
def status(shared_engine: JudgeEngine) -> dict[str, str]:
    """The kernel's own words about an answer's process."""
    lines = seen(shared_engine, "show(open('/proc/self/status').read().splitlines())")
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


class TestRights:
    def test_the_user_is_nobody_in_particular(self, status) -> None:
        users, groups = set(status["Uid"].split()), set(status["Gid"].split())
        assert "0" not in users | groups
        expected = "60001" if os.geteuid() == 0 else str(os.getuid())
        assert users == {expected}
        assert "0" not in status["Groups"].split()

    @pytest.mark.parametrize("kind", ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"])
    def test_no_capability_is_left(self, status, kind) -> None:
        assert int(status[kind], 16) == 0

    def test_none_can_be_gained(self, status) -> None:
        assert status["NoNewPrivs"] == "1"

    def test_it_sees_no_process_but_its_own(self, shared_engine) -> None:
        source = """
        import subprocess
        child = subprocess.Popen(["sleep", "5"])
        processes = sorted(int(name) for name in os.listdir("/proc") if name.isdigit())
        show([os.getpid(), os.getppid(), child.pid, processes])
        child.kill()
        """
        own, parent, child, all_of_them = seen(shared_engine, source)
        assert (own, parent) == (1, 0)
        assert all_of_them == [1, child]

    def test_signals_reach_nobody_else(self, shared_engine) -> None:
        source = """
        def sent(pid):
            try: os.kill(pid, 0)
            except OSError as error: return type(error).__name__
            return "sent"
        show(sorted({sent(pid) for pid in range(2, 5000)}))
        """
        assert seen(shared_engine, source) == ["ProcessLookupError"]

    @pytest.mark.parametrize("kind", ["NEWUSER", "NEWNS", "NEWPID", "NEWNET"])
    def test_no_namespaces_can_be_made(self, shared_engine, kind) -> None:
        flags = {"NEWUSER": 0x10000000, "NEWNS": 0x20000, "NEWPID": 0x20000000, "NEWNET": 0x40000000}
        source = f"import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nshow(libc.unshare({flags[kind]}))"
        assert seen(shared_engine, source) == -1

    def test_neither_mounting_nor_other_rights_of_root(self, shared_engine) -> None:
        source = """
        import ctypes
        libc = ctypes.CDLL(None, use_errno=True)
        def refused(action, *arguments):
            try: action(*arguments)
            except OSError: return True
            return False
        show([
            libc.mount(b"tmpfs", b"/tmp", b"tmpfs", 0, None), libc.umount2(b"/proc", 2), libc.umount2(b"/proc/sys", 2),
            refused(os.setuid, 0), refused(os.setgid, 0), refused(os.setgroups, [0]), refused(os.chroot, "/tmp"),
            refused(os.nice, -1), refused(os.mknod, "/tmp/disk", 0o60600, os.makedev(254, 0)),
        ])
        """
        assert seen(shared_engine, source) == [-1, -1, -1, *([True] * 6)]

    def test_limits_cannot_be_raised(self, shared_engine) -> None:
        source = """
        import resource
        def raised(name):
            try: resource.setrlimit(getattr(resource, name), (-1, -1))
            except (OSError, ValueError): return False
            return True
        names = ("RLIMIT_AS", "RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_CPU", "RLIMIT_CORE")
        show([name for name in names if raised(name)])
        """
        assert seen(shared_engine, source) == []


class TestNetwork:
    def test_not_even_this_machine_is_reached(self, shared_engine) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            with socket.create_connection(("127.0.0.1", port), 5):
                server.accept()[0].close()  # it listens indeed
            source = f"""
            import socket
            def tried(family, address):
                try: socket.socket(family, socket.SOCK_STREAM).connect(address)
                except OSError as error: return type(error).__name__
                return "connected"
            show([tried(socket.AF_INET, ("127.0.0.1", {port})), tried(socket.AF_INET, ("1.1.1.1", 53))])
            """
            assert "connected" not in seen(shared_engine, source)
            server.settimeout(0.1)
            with pytest.raises(TimeoutError):
                server.accept()

    def test_there_is_no_interface_but_a_loopback_that_is_down(self, shared_engine) -> None:
        lines = seen(shared_engine, "show(open('/proc/net/dev').read().splitlines()[2:])")
        assert [line.split(":")[0].strip() for line in lines] == ["lo"]

    def test_abstract_sockets_are_its_own(self, shared_engine) -> None:
        name = "\0rounds-test"
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(name)
            server.listen()
            source = """
            import socket
            try: socket.socket(socket.AF_UNIX).connect("\\0rounds-test"); show("connected")
            except OSError: show("refused")
            """
            assert seen(shared_engine, source) == "refused"


class TestFiles:
    def test_home_is_new_and_its_own(self, shared_engine) -> None:
        source = "show([os.getcwd(), os.environ['HOME'], os.listdir('.'), os.listdir('/tmp'), os.listdir('/dev/shm')])"
        assert seen(shared_engine, source) == ["/home/learner", "/home/learner", [], [], []]

    @pytest.mark.parametrize("place", ["/home/learner", "/tmp", "/dev/shm"])
    def test_what_one_run_leaves_the_next_does_not_see(self, shared_engine, place) -> None:
        source = f"open('{place}/left', 'w').write('x'); open('{place}/.left', 'w'); show(os.listdir('{place}'))"
        assert sorted(seen(shared_engine, source)) == [".left", "left"]
        assert seen(shared_engine, f"show(os.listdir('{place}'))") == []

    def test_nor_memory_that_no_limit_counts(self, shared_engine) -> None:
        source = """
        import ctypes
        def refused(call, *arguments):
            try: return call(*arguments) == -1
            except OSError: return True
        libc = ctypes.CDLL(None, use_errno=True)
        show([
            refused(libc.shmget, 4711, 4096, 0o1666),
            refused(libc.msgget, 4711, 0o1666),
            refused(os.memfd_create, "more"),
            refused(libc.ptrace, 0, 0, 0, 0),
            refused(libc.unshare, 0x10000000),
            refused(os.sched_setaffinity, 0, [0, 1]),
        ])
        """
        assert seen(shared_engine, source) == [True] * 6

    def test_everything_else_is_read_only(self, shared_engine) -> None:
        source = """
        def writable(folder):
            try:
                with open(os.path.join(folder, "written-by-an-answer"), "w"): return True
            except OSError: return False
        found = []
        for folder, inner, names in os.walk("/"):
            if folder in ("/tmp", "/home/learner", "/dev/shm", "/proc", "/usr/share", "/usr/lib/python3"):
                inner.clear()
            elif writable(folder):
                found.append(folder)
            if folder.count("/") > 4: inner.clear()
        for path in ("/proc/sys/kernel/hostname", "/proc/sys/user/max_user_namespaces", "/proc/sysrq-trigger",
                     "/proc/sys/vm/drop_caches", "/proc/self/oom_score_adj_"):
            try: open(path, "w").write("1"); found.append(path)
            except OSError: pass
        show(found)
        """
        assert seen(shared_engine, source) == []

    def test_nothing_of_the_course_and_of_the_user_is_there(self, shared_engine, tmp_path) -> None:
        (tmp_path / "marker").write_text("x")
        homes = [path for path in Path.home().iterdir() if not Path(sys.base_prefix).is_relative_to(path)]
        paths = [REPOSITORY / name for name in ("source", "src", "tests", "docs", "gradebook.db", ".git", "Makefile")]
        paths += [tmp_path / "marker", Path("/etc/shadow"), Path("/etc/passwd"), Path("/var"), Path("/sys"), *homes]
        paths = [path for path in paths if not Path(sys.prefix).is_relative_to(path)]
        assert len(paths) > 8
        assert seen(shared_engine, f"show([path for path in {list(map(str, paths))} if os.path.lexists(path)])") == []

    @pytest.mark.slow
    def test_references_are_nowhere(self, shared_engine) -> None:
        line = "class RetryBudget(Guard):"
        assert line in (PACKAGE / "sim" / "policies" / "budgets.py").read_text()
        prefixes = [sys.prefix, sys.base_prefix, "/usr", "/proc"]
        source = f"""
        found, read = [], 0
        pattern = b"class Retry" + b"Budget(Guard):"
        for folder, inner, names in os.walk("/"):
            if folder in {prefixes}: inner.clear(); continue
            for name in names:
                path = os.path.join(folder, name)
                if os.path.isfile(path):
                    read += 1
                    try: found += [path] * (pattern in open(path, "rb").read())
                    except OSError: pass
        for prefix in {prefixes[:2]}:
            for folder, inner, names in os.walk(prefix):
                found += [folder] * (os.path.basename(folder) == "rounds")
                if os.path.basename(os.path.dirname(folder)) in ("policies", "theory", "scenarios"):
                    found += [name for name in names if b"rounds/sim" in open(os.path.join(folder, name), "rb").read()]
        show([found, read > 20])
        """
        assert seen(shared_engine, source) == [[], True]

    @pytest.mark.parametrize("module", WITHHELD)
    def test_withheld_modules_say_so(self, shared_engine, module) -> None:
        source = f"try:\n    import {module}\nexcept ImportError as error:\n    show(str(error))"
        assert seen(shared_engine, source) == f"{module} is withheld from graded answers: write your own."

    def test_of_our_package_there_is_only_what_answers_need(self, shared_engine) -> None:
        source = "import rounds\nshow(sorted(os.listdir(os.path.dirname(rounds.__file__) + '/grading')))"
        assert seen(shared_engine, source) == [
            "__init__.py",
            "environment.py",
            "kinds",
            "sandbox",
            "seeds.py",
            "wire",
        ]


class TestSecrets:
    def test_the_environment_holds_only_what_a_run_needs(self, shared_engine, monkeypatch) -> None:
        monkeypatch.setenv("A_SECRET", "4711")
        expected = {"HOME", "PATH", "LANG", "MPLCONFIGDIR", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"}
        expected |= {"ROUNDS_GRADING", "NBGRADER_EXECUTION"}
        assert set(seen(shared_engine, "show(dict(os.environ))", salt="pepper")) == expected

    def test_no_environment_of_a_process_holds_more(self) -> None:
        engine = JudgeEngine(workers=1)
        os.environ["A_SECRET"] = "4711"
        try:
            text = seen(engine, "show(open('/proc/self/environ').read())", salt="pepper")
        finally:
            del os.environ["A_SECRET"]
            engine.stop()
        assert "A_SECRET" not in text
        assert "pepper" not in text

    def test_neither_test_nor_salt_is_in_the_process_while_it_is_judged(self, shared_engine) -> None:
        answer = textwrap.dedent(
            """
            import re
            def searched(pattern):
                found = 0
                memory = open("/proc/self/mem", "rb", buffering=0)
                for line in open("/proc/self/maps"):
                    span, rights, _, _, inode, *name = line.split()
                    if "w" not in rights or inode != "0" or name and name[0].startswith("[v"):
                        continue
                    low, high = (int(end, 16) for end in span.split("-"))
                    memory.seek(low)
                    found += len(re.findall(pattern, memory.read(high - low)))
                return found
            planted = "a needle of" + " the answer"
            """
        )
        tests = [
            "hidden_number = 471100\nassert searched(b'471[1]00') == 0, 'the test'",
            "assert searched(b'pepper-and-[s]alt') == 0, 'the salt'",
            "assert searched(b'needle [o]f the answer') > 0, 'the search itself'",
        ]
        verdicts = shared_engine.run(piece(answer, *tests, salt="pepper-and-salt")).verdicts
        assert [(verdict.points, verdict.message) for verdict in verdicts] == [(2, "")] * 3

    def test_open_descriptors_lead_nowhere(self, shared_engine) -> None:
        source = """
        paths = [f"/proc/self/fd/{name}" for name in os.listdir("/proc/self/fd")]
        show(sorted({os.readlink(path).split(":")[0] for path in paths if os.path.lexists(path)}))
        """
        assert set(seen(shared_engine, source)) <= {"/dev/null", "/memfd", "anon_inode", "pipe", "socket", "/proc/1/fd"}


class TestTheNotebook:
    def outputs(self, engine: JudgeEngine, *cells: str) -> list[Any]:
        outcome = engine.run(piece(list(cells), "assert True"))
        return [outcome.outputs[number] for number in range(1, len(cells) + 1)]

    def test_random_numbers_differ_from_run_to_run(self, shared_engine) -> None:
        source = """
        import random, uuid, numpy as np
        numpys = [np.random.random(), np.random.default_rng().random()]
        show([random.random(), *numpys, str(uuid.uuid4()), os.urandom(4).hex()])
        """
        one, other = seen(shared_engine, source), seen(shared_engine, source)
        assert not set(one) & set(other)

    def test_plots_come_back_with_and_without_show(self, shared_engine) -> None:
        plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
        with_show, without, text = self.outputs(shared_engine, f"{plot}\nplt.show()", plot, "plt.gca().set_title('x')")
        for outputs in (with_show, without, text):
            assert [list(output["data"]) for output in outputs if "image/png" in output.get("data", {})]
        assert sum("image/png" in output.get("data", {}) for output in with_show) == 1

    def test_rich_results_and_display(self, shared_engine) -> None:
        rich = "class R:\n    def _repr_html_(self): return '<b>R</b>'\nR()"
        shown = "from IPython.display import Markdown, clear_output\ndisplay(Markdown('*m*'), 5)"
        result, displayed, cleared, silent = self.outputs(
            shared_engine, rich, shown, "print('gone')\nclear_output()", "5;"
        )
        assert result[0]["output_type"] == "execute_result"
        assert result[0]["data"]["text/html"] == "<b>R</b>"
        assert [output["data"].get("text/markdown") for output in displayed] == ["*m*", None]
        assert cleared == silent == []

    def test_streams_of_every_kind(self, shared_engine) -> None:
        cells = [
            "import sys\nprint('out')\nprint('err', file=sys.stderr)\nprint('out again')",
            "import os\nos.write(1, b'raw')\nNone",
            "import subprocess\n_ = subprocess.run(['echo', 'from a child'])",
            "!echo shell\n%time x = 1",
            "%%bash\necho in bash",
            "import warnings\nwarnings.warn('careful')",
            "import logging\nlogging.warning('logged')",
        ]
        first, raw, child, shell, bash, warned, logged = self.outputs(shared_engine, *cells)
        assert [(output["name"], output["text"]) for output in first] == [
            ("stdout", "out\n"), ("stderr", "err\n"), ("stdout", "out again\n")
        ]  # fmt: skip
        assert raw[0]["text"] == "raw"
        assert child[0]["text"] == "from a child\n"
        assert any("shell" in output["text"] for output in shell)
        assert any("CPU times" in output["text"] or "Wall time" in output["text"] for output in shell)
        assert bash[0]["text"] == "in bash\n"
        assert warned[0]["name"] == "stderr"
        assert "careful" in warned[0]["text"]
        assert "logged" in logged[0]["text"]

    def test_top_level_await(self, shared_engine) -> None:
        cells = [
            "import asyncio\nawait asyncio.sleep(0, 'waited')",
            "task = asyncio.create_task(asyncio.sleep(0, 7))",
            "await task",
        ]
        assert [outputs[0]["data"]["text/plain"] for outputs in self.outputs(shared_engine, *cells) if outputs] == [
            "'waited'",
            "7",
        ]

    def test_input_is_refused_rather_than_waited_for(self, shared_engine) -> None:
        asked, read, secret = self.outputs(
            shared_engine, "input('name? ')", "import sys\nsys.stdin.readline()", "import getpass\ngetpass.getpass()"
        )
        assert asked[0]["ename"] == "StdinNotImplementedError"
        assert read[0].get("data", {}).get("text/plain") == "''" or read[0]["output_type"] == "error"
        assert secret[-1]["output_type"] == "error"

    def test_children_work_as_usual(self, shared_engine) -> None:
        source = """
        import multiprocessing, subprocess, sys, threading
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        def square(x): return x * x
        with ThreadPoolExecutor(4) as threads: by_threads = list(threads.map(square, range(4)))
        with ProcessPoolExecutor(2) as processes: by_processes = list(processes.map(square, range(4)))
        script = "import numpy, sys; print(numpy.arange(3).sum())"
        by_python = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
        show([by_threads, by_processes, by_python.stdout.strip() or by_python.stderr])
        """
        assert seen(shared_engine, source) == [[0, 1, 4, 9], [0, 1, 4, 9], "3"]

    def test_files_handed_in_are_where_the_notebook_expects_them(self, shared_engine) -> None:
        files = {"helper.py": b"VALUE = 5", "data/a b.txt": b"text", "numpy_.py": b"1 / 0"}
        source = "import helper\nshow([helper.VALUE, open('data/a b.txt').read()])"
        assert seen(shared_engine, source, files=files) == [5, "text"]
