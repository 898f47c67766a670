"""Observations: a function of ours runs beside the answer, in the judge and in a kernel alike."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from pieces import piece

from rounds.grading.kinds import observation, observe

ANSWER = """
import asyncio
async def work(log, name):
    log.append(name)
    await asyncio.sleep(0)
    log.append(name.upper())
"""
TEST = """
from rounds.grading.kinds import observe

async def watch(work):
    import asyncio

    log = []
    await asyncio.gather(work(log, "a"), work(log, "b"))
    return log

seen = observe(watch, work)
assert seen == ["a", "b", "A", "B"], f"it ran as {seen}"
"""


def test_the_order_of_coroutines_is_seen(engine) -> None:
    hurried = ANSWER.replace("await asyncio.sleep(0)", "pass")
    right, wrong = (engine.run(piece(answer, TEST)).verdicts[0] for answer in (ANSWER, hurried))
    assert right.passed
    assert wrong.message == "it ran as ['a', 'A', 'b', 'B']"


def test_what_an_observation_raises_fails_the_test(engine) -> None:
    test = "from rounds.grading.kinds import observe\ndef boom(f):\n    return f(1) / 0\nobserve(boom, f)"
    (verdict,) = engine.run(piece("def f(x): return x", test)).verdicts
    assert not verdict.passed
    assert "ZeroDivisionError" in verdict.message


def test_in_a_kernel_with_a_running_loop_it_runs_here(monkeypatch) -> None:
    monkeypatch.setattr(observation, "_beside", None)

    async def watch(value: int) -> int:
        await asyncio.sleep(0)
        return value + 1

    async def cell() -> int:
        return observe(watch, 1)

    with ThreadPoolExecutor() as pool:  # this thread may have a loop of a browser's
        assert pool.submit(asyncio.run, cell()).result() == 2
    assert observe(lambda: 5) == 5
    with pytest.raises(TypeError):
        observe(watch)


def test_a_notebook_that_has_used_its_time_begins_no_further_exercise(engine) -> None:
    from rounds.grading.judging import judge

    pieces = [piece("import time; time.sleep(0.3)", "assert True"), piece("", "assert True")]
    first, second = judge(pieces, "warm-up", engine, seconds=0.2).report.exercises
    assert first.points == 2
    assert second.verdicts[0].message == "Not run: the notebook as a whole had used its 0.2 s."
