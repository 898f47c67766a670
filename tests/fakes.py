"""Engines of the tests' own, for what does not depend on how learners' code is run."""

import threading
import time
from collections.abc import Callable

from rounds.grading.engine import Outcome, Played, Usage
from rounds.grading.slices import Script, Slice
from rounds.grading.verdict import Verdict


class FakeEngine:
    """Answers at once: full marks, unless the answer's source says otherwise.

    `half` in an answer earns half of each test, `breaks` makes the engine itself fail, `hangs` waits for `stop`,
    `slow` hits a limit.
    """

    def __init__(self, workers: int = 2, before: Callable[[Slice], None] = lambda _: None) -> None:
        self.workers = workers
        self.ran: list[str] = []  # the answers, in the order of their start
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._before = before

    def start(self) -> None:
        """Nothing has to be started."""

    def run(self, piece: Slice) -> Outcome:
        answer = "\n".join(cell.source for cell in piece.answer)
        with self._lock:
            self.ran.append(answer)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            self._before(piece)
            if "breaks" in answer:
                raise OSError("the engine itself broke")
            if "hangs" in answer:
                self._stopped.wait(60)
            share = 0.5 if "half" in answer else 1.0
            verdicts = (
                Verdict(cell.test.id, cell.test.points * share, cell.test.points, "" if share == 1 else "Half.", 0.0)
                for cell in piece.tests
            )
            shown = {cell.index: [stream("stdout", "ran\n")] for cell in piece.answer}
            limits = ("It took too long.",) if "slow" in answer else ()
            return Outcome(tuple(verdicts), shown, 0.001, Usage(0.1, 0.2, 3), limits)
        finally:
            with self._lock:
                self._at_once -= 1

    def play(self, script: Script) -> Played:
        source = "\n".join(cell.source for cell in script.cells)
        self.ran.append(source)
        if "breaks" in source:
            raise OSError("the engine itself broke")
        return Played({cell.index: [] for cell in script.cells}, 0.001)

    def stop(self) -> None:
        self._stopped.set()


def stream(name: str, text: str) -> dict[str, str]:
    """Output on stdout or stderr, in notebook format."""
    return {"output_type": "stream", "name": name, "text": text}


def result(text: str) -> dict[str, object]:
    """What a cell's last line evaluated to."""
    return {"output_type": "execute_result", "data": {"text/plain": text}, "metadata": {}, "execution_count": 1}


def slowly(seconds: float) -> Callable[[Slice], None]:
    """Something to happen before an answer: a pause."""
    return lambda _: time.sleep(seconds)
