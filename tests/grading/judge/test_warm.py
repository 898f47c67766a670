"""Every process of the judge may die: the answer at hand is flagged and earns nothing, the next is judged as ever."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import psutil
import pytest
from below import dead, words
from pieces import piece
from servers import wait_until

from rounds.grading.engine import Outcome
from rounds.grading.judge import engine as judge_engine
from rounds.grading.judge.engine import JudgeEngine
from rounds.grading.limits import Limits
from rounds.grading.sandbox.bubblewrap import BARE, SINGLE, best_mode

HONEST = piece("def f(x): return 2 * x", "assert f(2) == 4")
SLOW = piece(
    "import time\ndef f():\n    time.sleep(1.5)\n    return 1", "assert True", "assert f() == 1", "assert True"
)
COLLIDING = "def f(): return [((1 << 61) - 1) * n for n in range(45_000)]"  # the hash of each is 0
pytestmark = pytest.mark.skipif(best_mode() in (SINGLE, BARE), reason="there is no bubblewrap that several runs share")


GROUP = "rounds.grading.judge.group"
OTHERS: set[psutil.Process] = set()  # an engine that other modules' tests share, say


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[JudgeEngine]:
    """An engine of these tests' own: they kill it part by part, so that it cannot clear up."""
    OTHERS.update(psutil.Process().children(recursive=True))
    engine = JudgeEngine(Limits(cell_seconds=10), workers=1)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TMPDIR", str(tmp_path_factory.mktemp("engine")))
        yield engine
    engine.stop()


@pytest.fixture(autouse=True)
def up(engine: JudgeEngine) -> None:
    assert engine.run(HONEST).verdicts[0].passed


def running(part: str) -> list[psutil.Process]:
    """Those of this module's engine that run a program or module, those that were forked from it included.

    Its group is a child of this process; those of other engines belong to a service, or were there before.
    """
    groups = [each for each in psutil.Process().children() if each not in OTHERS and GROUP in words(each)]
    ours = [each for group in groups for each in (group, *group.children(recursive=True))]
    return [each for each in ours if part in words(each)]


def warm() -> list[psutil.Process]:
    return [each for each in running("rounds.grading.sandbox.warm") if "bwrap" not in each.name()]


def bubblewraps() -> list[psutil.Process]:
    return [each for each in running("rounds.grading.sandbox.warm") if "bwrap" in each.name()]


def judges() -> list[psutil.Process]:
    """The group that servers are forked from, the servers, and while a slice runs its judge."""
    return running(GROUP)


def kill(processes: list[psutil.Process]) -> None:
    assert processes
    for process in processes:
        with suppress(psutil.NoSuchProcess):  # those below one end with it
            process.kill()


def ran_while(engine: JudgeEngine, action: Callable[[], None]) -> Outcome:
    """The outcome of a slice during whose test something happens."""
    outcomes: list[Outcome] = []
    run = threading.Thread(target=lambda: outcomes.append(engine.run(SLOW)))
    run.start()
    time.sleep(0.5)
    action()
    run.join(20)
    assert outcomes, "the run does not end"
    return outcomes[0]


def assert_flagged(outcome: Outcome, why: str, earned: int = 0) -> None:
    assert [verdict.points for verdict in outcome.verdicts[1:]] == [0, 0]
    assert outcome.verdicts[0].points <= earned
    assert all(why in verdict.message and why in verdict.flag for verdict in outcome.verdicts[1:])


def assert_unharmed(engine: JudgeEngine) -> None:
    (verdict,) = engine.run(HONEST).verdicts
    assert (verdict.points, verdict.message, verdict.flag) == (2, "", "")


class TestKilledWhileIdle:
    @pytest.mark.parametrize("part", [warm, bubblewraps])
    def test_the_sandbox_is_started_again(self, engine, part) -> None:
        kill(part())
        time.sleep(0.1)
        assert_unharmed(engine)
        assert_unharmed(engine)

    @pytest.mark.slow
    def test_the_server_is_started_again_after_one_answer_is_lost(self, engine) -> None:
        _, *servers = judges()
        kill(servers)
        time.sleep(0.1)
        first = engine.run(HONEST).verdicts[0]
        assert first.passed or "The judge itself ended while it worked on this answer" in first.flag
        assert_unharmed(engine)

    @pytest.mark.slow
    def test_so_is_the_whole_group(self, engine) -> None:
        kill(judges())
        time.sleep(0.1)
        first = engine.run(HONEST).verdicts[0]
        assert first.passed or "The judge itself ended while it worked on this answer" in first.flag
        assert_unharmed(engine)


class TestKilledDuringARun:
    @pytest.mark.slow
    @pytest.mark.parametrize("part", [warm, bubblewraps])
    def test_the_sandbox(self, engine, part) -> None:
        before = part()
        outcome = ran_while(engine, lambda: kill(before))
        assert_flagged(outcome, "The sandbox ended while this answer ran in it.")
        assert_unharmed(engine)

    def test_the_answers_own_process_is_no_reason_for_a_flag(self, engine) -> None:
        before = warm()
        outcome = ran_while(engine, lambda: kill([each for each in warm() if each not in before][-1:]))
        assert [verdict.points for verdict in outcome.verdicts] == [2, 0, 0]
        assert "Python itself ended while it ran your code" in outcome.verdicts[1].message
        assert not outcome.verdicts[1].flag
        assert_unharmed(engine)

    def test_the_judge(self, engine) -> None:
        before = judges()
        outcome = ran_while(engine, lambda: kill([each for each in judges() if each not in before]))
        assert_flagged(outcome, "The judge could not get an end to this test and was stopped.", earned=2)
        assert_unharmed(engine)

    @pytest.mark.slow
    def test_the_server(self, engine) -> None:
        _, *servers = judges()
        outcome = ran_while(engine, lambda: kill(servers))
        assert_flagged(outcome, "The judge itself ended while it worked on this answer")
        assert_unharmed(engine)

    @pytest.mark.slow
    def test_all_at_once(self, engine) -> None:
        everything = judges() + warm() + bubblewraps()
        outcome = ran_while(engine, lambda: kill(everything))
        assert_flagged(outcome, "The judge itself ended while it worked on this answer")
        assert_unharmed(engine)
        wait_until(lambda: not [each for each in everything if not dead(each)], 10, "the end of what was killed")


class TestStuck:
    @pytest.mark.slow
    @pytest.mark.parametrize(
        ("answer", "test"),
        [
            ("x = 1", "[0] in iter(int, 1)"),
            (COLLIDING, "set(f())"),
        ],
        ids=["a loop in C", "integers that collide"],
    )
    def test_a_judge_in_code_that_no_signal_reaches_is_ended(self, engine, answer, test) -> None:
        engine.limits = Limits(cell_seconds=1)
        began = time.monotonic()
        outcome = engine.run(piece(answer, "assert True", f"{test}\nNone", "assert True"))
        engine.limits = Limits(cell_seconds=10)
        assert [verdict.points for verdict in outcome.verdicts] == [2, 0, 0]
        assert outcome.verdicts[1].flag == "The judge could not get an end to this test and was stopped."
        assert time.monotonic() - began < 8
        assert_unharmed(engine)


def test_a_server_that_does_not_start_is_tried_again(monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise BlockingIOError("no more processes")

    engine = JudgeEngine(workers=1)
    with monkeypatch.context() as patched:
        patched.setattr(judge_engine, "_servers", refuse)
        for _ in range(2):
            with pytest.raises(BlockingIOError):
                engine.run(HONEST)
    assert_unharmed(engine)
    engine.stop()


def test_a_warm_process_serves_many_runs_and_gathers_nothing(engine) -> None:
    (first, *_), before = warm(), len(warm())
    descriptors = first.num_fds()
    for _ in range(30):
        assert_unharmed(engine)
    assert warm()[0] == first
    assert first.num_fds() == descriptors
    wait_until(lambda: len(warm()) <= before, 2, "the end of the shepherds")


def test_signals_meant_for_the_coordinator_do_not_reach_the_judge(engine) -> None:
    for process in judges() + warm():
        assert os.getpgid(process.pid) != os.getpgid(0), "Ctrl-C would reach it"
    for process in warm():
        process.send_signal(signal.SIGINT)
    assert_unharmed(engine)
