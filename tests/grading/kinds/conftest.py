"""Two ways to run a test cell: in one namespace, as a stock kernel does, and by the judge."""

from collections.abc import Callable
from typing import Any

import pytest
from pieces import piece

from rounds.grading.judge.engine import JudgeEngine
from rounds.grading.kinds.written import written_in

Runner = Callable[[str, str], None]


@pytest.fixture(params=["one-namespace", "judge"])
def grade(request: pytest.FixtureRequest, shared_engine: JudgeEngine) -> Runner:
    """Runs a learner's answer, then a hidden test on it, `grade(answer, hidden)`; raises what the test says."""

    def in_one_namespace(answer: str, hidden: str) -> None:
        namespace: dict[str, Any] = {"__name__": "kernel"}
        written_in([answer])
        exec(compile(answer, "<answer>", "exec"), namespace)
        exec(compile(hidden, "<hidden>", "exec"), namespace)

    def by_the_judge(answer: str, hidden: str) -> None:
        (verdict,) = shared_engine.run(piece(answer, hidden, points=10)).verdicts
        if verdict.points == 0:
            raise AssertionError(verdict.message)

    return in_one_namespace if request.param == "one-namespace" else by_the_judge
