"""An interrupt hits the call that it is meant for, or nothing: an answer may end in the moment in which it comes."""

from collections.abc import Iterator

import pytest
from handles import earned

from rounds.grading.judge.handle import LearnerError
from rounds.grading.judge.learner import Learner
from rounds.grading.judge.warm_process import LearnerRun, WarmProcess, Warmth
from rounds.grading.limits import Limits
from rounds.grading.sandbox.bubblewrap import best_mode

SOME_WORK = "def f():\n    for _ in range(20_000): pass\n    return 1"


@pytest.fixture
def run() -> Iterator[LearnerRun]:
    mode = best_mode()
    warmth = Warmth(mode, [])
    warm = WarmProcess(mode, [], warmth, 0)
    run = warm.open_run(Limits())
    yield run
    run.end()
    warm.close()
    warmth.end()


@pytest.mark.timeout(60)
def test_one_that_comes_too_late_disturbs_nothing(run: LearnerRun) -> None:
    learner = Learner(run.channel)
    learner.run_cell(SOME_WORK)
    for _ in range(200):
        run.interrupt()
        assert learner.global_name("f")() == 1


def test_one_ends_what_waits_for_an_answer_of_ours(engine) -> None:
    """The learner's code is interrupted when our callable has answered, not in the middle of its frame."""
    engine.limits = Limits(cell_seconds=0.3)
    answer = "def f(ours):\n    while True:\n        try: ours()\n        except Exception: pass\ndef g(): return 1"
    late = "Stopped after 0.3 s: your answer takes too long here, or never ends."
    assert earned(engine, "f(lambda: 1)", "assert g() == 1", answer=answer) == [(0, late), (2, "")]


def test_an_interrupt_of_the_learners_own_is_an_exception_like_any_other(run: LearnerRun) -> None:
    learner = Learner(run.channel)
    learner.run_cell("import os, signal\ndef f(): os.kill(os.getpid(), signal.SIGINT)\ndef g(): return 1")
    with pytest.raises(LearnerError) as caught:
        learner.global_name("f")()
    assert caught.value.type_names[0] == "KeyboardInterrupt"
    assert learner.global_name("g")() == 1
