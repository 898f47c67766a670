"""Every way to wall answers in, on one machine: as root, as an ordinary user, without nesting, without bubblewrap."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rounds.grading.sandbox import bubblewrap
from rounds.grading.sandbox.bubblewrap import BARE, ROOT, SINGLE, USER, best_mode

REPOSITORY = Path(__file__).parents[3]
NOBODY = 65534
AS_ROOT = os.geteuid() == 0
linux = pytest.mark.skipif(sys.platform != "linux", reason="sandboxes are Linux's")

# What each mode must do, run in a process of its own: it may belong to another user.
SCRIPT = textwrap.dedent(
    """
    import json, sys, tempfile
    from pathlib import Path
    from pieces import piece
    from rounds.grading.judge.engine import JudgeEngine
    from rounds.grading.limits import Limits
    from rounds.grading.sandbox.bubblewrap import best_mode

    mode = sys.argv[1] if len(sys.argv) > 1 else None
    answers = {
        "honest": (["import matplotlib.pyplot as plt\\ndef f(x): return 2 * x"], "assert f(2) == 4"),
        "stolen": (
            ["from rounds.sim.policies import RetryBudget", "from rounds.grading.seeds import hidden_seeds",
             "def stolen(): return 'RetryBudget' in globals() or 'hidden_seeds' in globals()"],
            "assert stolen() is False",
        ),
        "endless": (["def f():\\n    while True: pass"], "f()"),
        "memory": (["def f(): return len(bytearray(300 << 20))"], "f()"),
        "leaves": (["import subprocess\\nchild = subprocess.Popen(['sleep', '4711'])"], "assert True"),
        "looks": (
            ["import os, socket, subprocess", "def f():\\n    open('left', 'w')\\n    return os.getcwd()"],
            "from pathlib import Path\\nassert f()",
        ),
    }
    engine = JudgeEngine(Limits(cell_seconds=0.5, memory=64 << 20), workers=1, mode=mode)
    found = {"mode": engine.mode}
    for name, (cells, test) in answers.items():
        outcome = engine.run(piece(cells, test, "assert 1 + 1 == 2"))
        said = [output.get("evalue", "") for number in outcome.outputs for output in outcome.outputs[number]]
        found[name] = [[[each.points, each.message, each.flag] for each in outcome.verdicts], said]
    engine.stop()
    found["left"] = [path.name for path in Path(tempfile.gettempdir()).glob("rounds-*")]
    print(json.dumps(found))
    """
)

COVER = textwrap.dedent(
    """
    set -e
    mount --make-rprivate /
    keep=$(mktemp -d)
    mount -t tmpfs -o mode=755 tmpfs "$keep"
    {kept}
    {covered}
    {back}
    exec setpriv --reuid={user} --regid={user} --clear-groups --no-new-privs env -i {environment} "$@"
    """
)

Runner = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def as_ordinary_user(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A function that runs Python with some arguments as a user without rights, even where tests run as root."""
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(REPOSITORY / "tests")}
    home = tmp_path_factory.mktemp("home")
    environment |= {"HOME": str(home), "MPLCONFIGDIR": str(home), "TMPDIR": str(home)}

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *arguments]
        if not AS_ROOT:
            return _run(command, env=environment | more)
        home.chmod(0o777)
        words = " ".join(f"{name}='{value}'" for name, value in (environment | more).items())
        script = COVER.format(
            user=NOBODY, environment=words, **_passable([sys.prefix, sys.base_prefix, REPOSITORY, home])
        )
        return _run(["unshare", "--mount", "sh", "-c", script, "sh", *command])

    return run


def _run(command: list[str], env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=env, cwd="/")


def _passable(paths: list[str | Path]) -> dict[str, str]:
    """Lines of a shell script that make paths reachable for everybody.

    Where a folder above one lets nobody else pass, an empty folder covers it, and in that the path is shown again.
    """
    needed = {Path(path) for path in paths}
    closed = {above for path in needed for above in path.parents if not above.stat().st_mode & 0o001}
    outermost = {folder for folder in closed if not closed & set(folder.parents)}
    hidden = [path for path in needed if outermost & set(path.parents)]
    kept = [f'mkdir "$keep/{n}"; mount --rbind {path} "$keep/{n}"' for n, path in enumerate(hidden)]
    covered = [f"mount -t tmpfs -o mode=755 tmpfs {folder}" for folder in outermost]
    back = [f'mkdir -p {path}; mount --rbind "$keep/{n}" {path}' for n, path in enumerate(hidden)]
    return {"kept": "\n".join(kept), "covered": "\n".join(covered), "back": "\n".join(back)}


def found(ended: subprocess.CompletedProcess[str]) -> dict:
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def holds(told: dict, mode: str) -> None:
    """What is promised in every mode."""
    assert told["mode"] == mode
    honest = [2, "", ""]
    assert told["honest"] == [[honest, honest], []]
    assert told["stolen"][0] == [honest, honest]
    assert told["stolen"][1] == [
        f"{module} is withheld from graded answers: write your own."
        for module in ("rounds.sim.policies", "rounds.grading.seeds")
    ]
    stopped, after = told["endless"][0]
    assert stopped == [0, "Stopped after 0.5 s: your answer takes too long here, or never ends.", ""]
    assert after == honest
    stopped, after = told["memory"][0]
    assert stopped[0] == 0
    assert stopped[1].startswith("MemoryError: used more than 64 MiB of memory; the limit is 64 MiB")
    assert after == honest
    assert told["leaves"][0] == told["looks"][0] == [honest, honest]
    assert told["left"] == []
    assert not _sleeping(), "a process that an answer started runs on"


def _sleeping() -> list[str]:
    listed = subprocess.run(["ps", "-eo", "pid=,args="], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if line.split()[1:] == ["sleep", "4711"]]


@pytest.fixture
def fresh_choice() -> Iterator[None]:
    best_mode.cache_clear()
    yield
    best_mode.cache_clear()


@linux
@pytest.mark.slow
class TestEachModeHoldsItsPromises:
    @pytest.mark.skipif(not AS_ROOT, reason="not root")
    def test_root(self, tmp_path) -> None:
        environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "tests"), "TMPDIR": str(tmp_path)}
        holds(found(_run([sys.executable, "-c", SCRIPT], env=environment)), ROOT)

    def test_an_ordinary_user(self, as_ordinary_user) -> None:
        holds(found(as_ordinary_user("-c", SCRIPT)), USER)

    @pytest.mark.timeout(120)
    def test_without_nested_namespaces(self, as_ordinary_user) -> None:
        holds(found(as_ordinary_user("-c", SCRIPT, SINGLE)), SINGLE)

    def test_without_bubblewrap(self, as_ordinary_user, tmp_path_factory) -> None:
        programs = tmp_path_factory.mktemp("programs")
        programs.chmod(0o755)
        for name in ("sleep", "sh", "env"):
            (programs / name).symlink_to(str(shutil.which(name)))
        holds(found(as_ordinary_user("-c", SCRIPT, PATH=f"{programs}")), BARE)


@linux
class TestTheChoice:
    @pytest.mark.parametrize(
        ("user", "works", "expected"),
        [
            (0, {(ROOT, "true")}, ROOT),
            (0, set(), BARE),
            (0, {(SINGLE, "true")}, SINGLE),
            (1000, {(USER, "unshare"), (SINGLE, "true")}, USER),
            (1000, {(SINGLE, "true")}, SINGLE),
            (1000, set(), BARE),
        ],
    )
    def test_the_strongest_that_works(self, monkeypatch, fresh_choice, user, works, expected) -> None:
        monkeypatch.setattr(bubblewrap.shutil, "which", lambda _: "/usr/bin/bwrap")
        monkeypatch.setattr(bubblewrap.os, "geteuid", lambda: user)
        monkeypatch.setattr(bubblewrap, "_works", lambda mode, words: (mode, words[0]) in works)
        assert best_mode() == expected

    def test_none_where_there_is_no_bubblewrap_or_no_linux(self, monkeypatch, fresh_choice) -> None:
        monkeypatch.setattr(bubblewrap.shutil, "which", lambda _: None)
        assert best_mode() == BARE
        best_mode.cache_clear()
        monkeypatch.undo()
        monkeypatch.setattr(bubblewrap.sys, "platform", "darwin")
        assert best_mode() == BARE

    def test_a_bubblewrap_that_hangs_or_fails_does_not_work(self, monkeypatch) -> None:
        monkeypatch.setattr(bubblewrap, "_PROBE_SECONDS", 0.1)
        monkeypatch.setattr(bubblewrap, "_walls", lambda _: ["sh", "-c", "exec sleep 5", "sh"])
        assert not bubblewrap._works(USER, ["true"])
        monkeypatch.setattr(bubblewrap, "_walls", lambda _: ["false"])
        assert not bubblewrap._works(USER, ["true"])
        monkeypatch.setattr(bubblewrap, "_walls", lambda _: ["/nowhere/bwrap"])
        assert not bubblewrap._works(USER, ["true"])
