"""The engine of today: one ordinary Jupyter kernel per slice, thrown away afterwards."""

import asyncio
import math
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL
from time import monotonic

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager
from jupyter_core.utils import ensure_event_loop

from rounds.errors import RoundsError
from rounds.grading import messages
from rounds.grading.engine import Outcome, Output, Played
from rounds.grading.environment import GRADING, NBGRADER
from rounds.grading.messages import Fault
from rounds.grading.seeds import SALT_VARIABLE
from rounds.grading.session import KernelGoneError, Ran, Session
from rounds.grading.slices import GradedCell, Script, Slice
from rounds.grading.verdict import Verdict, failed

CELL_SECONDS = 30.0
SLICE_SECONDS = 120.0
START_SECONDS = 60.0

_WITHHOLD = "__import__('rounds.grading.withhold', fromlist=['_'])"
_NAMESPACE = "__import__('IPython').get_ipython().user_ns"


class _OwnKernel(KernelManager):
    """A kernel of this very Python, whatever kernels the user has installed under the name python3."""

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Python 3",
            language="python",
        )


class KernelEngine:
    """Runs each slice in a kernel of its own: our setup, then the learner's cells, then our tests.

    Args:
        cell_seconds: after this long a cell is interrupted; its test fails with a message.
        slice_seconds: after this long no further cell of the exercise starts.
        workers: how many slices or scripts it runs side by side.
    """

    def __init__(
        self, cell_seconds: float = CELL_SECONDS, slice_seconds: float = SLICE_SECONDS, workers: int = 2
    ) -> None:
        self.cell_seconds = cell_seconds
        self.slice_seconds = slice_seconds
        self.workers = workers
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End every running slice within a fraction of a second; for Ctrl-C."""
        self._stopping.set()

    def play(self, script: Script) -> Played:
        """See `rounds.grading.engine.Engine`."""
        began = monotonic()
        outputs: dict[int, list[Output]] = {}
        ended = ""
        try:
            with _own_loop(), self._session(Slice("", (), (), (), script.files)) as session:
                for cell in script.cells:
                    ran = session.run(cell.source, self.cell_seconds, during="the notebook")
                    outputs[cell.index] = ran.outputs
                    ended = ended or (messages.timed_out(self.cell_seconds) if ran.timed_out else "")
        except KernelGoneError as gone:
            ended = messages.kernel_gone(str(gone))
        return Played(outputs, monotonic() - began, ended)

    def run(self, piece: Slice) -> Outcome:
        """See `rounds.grading.engine.Engine`."""
        began = monotonic()
        outputs: dict[int, list[Output]] = {}
        verdicts: list[Verdict] = []
        try:
            with _own_loop(), self._session(piece) as session:
                broken = self._run_cells(session, piece, outputs, began + self.slice_seconds)
                for cell in piece.tests:
                    if monotonic() > began + self.slice_seconds:
                        break
                    verdicts.append(self._judge(session, cell, broken))
        except KernelGoneError as gone:
            lost = messages.kernel_gone(str(gone))
            verdicts += [failed(cell.test.id, cell.test.points, lost) for cell in piece.tests[len(verdicts) :]]
        late = messages.out_of_time(self.slice_seconds)
        verdicts += [failed(cell.test.id, cell.test.points, late) for cell in piece.tests[len(verdicts) :]]
        return Outcome(tuple(verdicts), outputs, monotonic() - began)

    def _run_cells(
        self, session: Session, piece: Slice, outputs: dict[int, list[Output]], deadline: float
    ) -> Fault | None:
        """Run setup and the learner's cells; return the first exception that ended one of the learner's."""
        for cell in piece.setup:
            ran = session.run(cell.source, self.cell_seconds, during="the setup cells")
            outputs[cell.index] = ran.outputs
            if ran.fault is not None:
                raise RoundsError(f"The setup of {piece.exercise} does not run: {ran.fault.sentence()}")
        session.quietly(f"{_WITHHOLD}.begin_answer({_NAMESPACE})")
        broken = None
        for cell in piece.answer:
            if monotonic() > deadline:
                break
            ran = session.run(cell.source, self.cell_seconds, during="your cells")
            outputs[cell.index] = ran.outputs
            if ran.timed_out:
                broken = broken or Fault("TimeoutError", messages.timed_out(self.cell_seconds))
            broken = broken or ran.fault
        session.quietly(f"{_WITHHOLD}.end_answer()")
        return broken

    def _judge(self, session: Session, cell: GradedCell, broken: Fault | None) -> Verdict:
        ran = session.run(cell.source, self.cell_seconds, during=f"the test {cell.test.id}", remembered=False)
        test = cell.test
        if ran.timed_out:
            return failed(test.id, test.points, messages.timed_out(self.cell_seconds), ran.seconds)
        if ran.fault is not None:
            fault = Fault(ran.fault.kind, ran.fault.text, session.ask(f"{_WITHHOLD}.blame()"))
            return failed(test.id, test.points, messages.failure(test, fault, broken), ran.seconds)
        return _award(cell, ran)

    @contextmanager
    def _session(self, piece: Slice) -> Iterator[Session]:
        # A short path: the sockets' names have to fit into about a hundred characters.
        home = tempfile.mkdtemp(prefix="rounds-")
        folder = Path(home) / "work"
        folder.mkdir()
        for name, content in piece.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        kernel = _OwnKernel(transport="ipc", connection_file=str(Path(home) / "kernel.json"))
        try:
            try:
                kernel.start_kernel(
                    extra_arguments=["--HistoryManager.enabled=False", "--log-level=CRITICAL"],
                    cwd=str(folder),
                    env=_environment(home, piece.salt),
                    stdout=DEVNULL,
                    stderr=DEVNULL,
                )
            except OSError as error:
                raise RoundsError(f"No kernel could be started: {error.strerror or error}.") from None
            client = kernel.blocking_client()
            client.start_channels()
            try:
                yield Session(kernel, client, START_SECONDS, self._stopping)
            finally:
                client.stop_channels()
        finally:
            if kernel.has_kernel:
                kernel.shutdown_kernel(now=True)
            shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _own_loop() -> Iterator[None]:
    """Close the event loop that jupyter_client makes for a thread, with its three descriptors, when we are done."""
    loop = ensure_event_loop()
    try:
        yield
    finally:
        if not loop.is_running():
            asyncio.set_event_loop(None)
            loop.close()


def _environment(home: str, salt: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("JPY_", "PYTEST_"))}
    return kept | {
        GRADING: "1",
        SALT_VARIABLE: salt,
        NBGRADER: "autograde",
        # The user's own start-up files and settings have no place in a graded run.
        "IPYTHONDIR": home,
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def _award(cell: GradedCell, ran: Ran) -> Verdict:
    """Full points; or, as in nbgrader, the number that the cell's last line evaluates to."""
    test = cell.test
    results = [
        output["data"].get("text/plain", "") for output in ran.outputs if output["output_type"] == "execute_result"
    ]
    try:
        points = float(results[-1]) if results else test.points
    except ValueError:
        points = test.points
    if not (math.isfinite(points) and 0 <= points <= test.points):
        return failed(test.id, test.points, messages.bad_award(results[-1], test.points), ran.seconds)
    printed = "".join(output["text"] for output in ran.outputs if output["output_type"] == "stream").strip()
    message = "" if points == test.points else printed or f"{points:g} of {test.points:g} points."
    return Verdict(test.id, points, test.points, message, ran.seconds)
