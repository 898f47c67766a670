"""An engine for cohorts, in which one submission's trouble is never another's."""

import threading

from rounds.grading.engine import Engine, Outcome, Played
from rounds.grading.slices import Script, Slice
from rounds.grading.verdict import failed


class StoppedError(Exception):
    """The user gave up while this was judged: what came of it is worth nothing."""


class SteadyEngine:
    """Runs no more at once than `engine` has workers; what it cannot run fails with a flag instead of an exception."""

    def __init__(self, engine: Engine) -> None:
        self.workers = engine.workers
        self._engine = engine
        self._free = threading.BoundedSemaphore(engine.workers)
        self._stopping = threading.Event()

    def start(self) -> None:
        """See `rounds.grading.engine.Engine`."""
        self._engine.start()

    def run(self, piece: Slice) -> Outcome:
        """See `rounds.grading.engine.Engine`; raises StoppedError after `stop`."""
        with self._free:
            self._go_on()
            try:
                outcome = self._engine.run(piece)
            except Exception as error:  # noqa: BLE001 (whatever fails, the other submissions go on)
                said = _sentence(error)
                lost = (failed(cell.test.id, cell.test.points, said, flag=said) for cell in piece.tests)
                outcome = Outcome(tuple(lost), {}, 0.0)
            self._go_on()
            return outcome

    def play(self, script: Script) -> Played:
        """See `rounds.grading.engine.Engine`; raises StoppedError after `stop`."""
        with self._free:
            self._go_on()
            try:
                played = self._engine.play(script)
            except Exception as error:  # noqa: BLE001 (as above)
                played = Played({}, 0.0, _sentence(error))
            self._go_on()
            return played

    def stop(self) -> None:
        """End what runs, and take nothing more."""
        self._stopping.set()
        self._engine.stop()

    def _go_on(self) -> None:
        if self._stopping.is_set():
            raise StoppedError


def _sentence(error: Exception) -> str:
    said = str(error) or type(error).__name__
    return f"The grader could not run this: {said}"
