"""The judge's hold on the warm process: starts it, starts it again when it has ended, opens runs in it."""

import array
import json
import os
import select
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from rounds.errors import RoundsError
from rounds.grading.judge.watch import processors
from rounds.grading.limits import Limits
from rounds.grading.sandbox.bubblewrap import command
from rounds.grading.sandbox.kit import add_fonts, make_kit
from rounds.grading.sandbox.warm import BARE, SINGLE
from rounds.grading.wire.channel import Channel

_START_SECONDS = 60.0
_RUN_SECONDS = 10.0
_LAST_SECONDS = 0.2  # in which all processes of a bubblewrap that was killed have ended
_CREDENTIALS = struct.Struct("3i")


class WarmProcessError(Exception):
    """The warm process did not open a run."""


class LearnerRun:
    """A learner's process: the channel on which it is asked, and the shepherd that holds it."""

    def __init__(self, channel: Channel, reports: socket.socket, home: Path | None) -> None:
        self.channel, self.reports, self.shepherd = channel, reports, 0
        self.cpu_seconds = 0.0
        self._home = home
        self._said = b""

    def wait_until_started(self) -> None:
        """Learn the shepherd's process id, as this process sees it, from the credentials of its first report."""
        self.reports.settimeout(_RUN_SECONDS)
        space = socket.CMSG_SPACE(_CREDENTIALS.size)
        try:
            data, ancillary, _, _ = self.reports.recvmsg(16, space)
        except OSError:
            data, ancillary = b"", []
        if not data:
            raise WarmProcessError("the warm process did not start a run")
        for level, kind, content in ancillary:
            if level == socket.SOL_SOCKET and kind == getattr(socket, "SCM_CREDENTIALS", -1):
                self.shepherd = _CREDENTIALS.unpack(content[: _CREDENTIALS.size])[0]

    def interrupt(self) -> None:
        """Send the learner's process what Ctrl-C sends; what it is asked afterwards comes after it."""
        with suppress(OSError):
            self.reports.send(b"I")
            self._said += self.reports.recv(64)

    def end(self) -> None:
        """Kill the learner's process with all that it started, and note the CPU time of it all."""
        with suppress(OSError):
            self.reports.shutdown(socket.SHUT_WR)
            while data := self.reports.recv(64):
                self._said += data
        if len(self._said) >= 12:
            self.cpu_seconds = struct.unpack("<id", self._said[-12:])[1]
        self.reports.close()
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)


class Warmth:
    """A bubblewrap with warm processes in it, one for each control socket, and what they may import of our package."""

    def __init__(self, mode: str, hidden: Sequence[Path], number: int = 1) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="rounds-"))
        self._log = self._folder / "log"
        pairs = [socket.socketpair() for _ in range(number)]
        self.controls = [ours for ours, _ in pairs]
        channels = [theirs.fileno() for _, theirs in pairs]
        kit = make_kit(self._folder / "kit")
        words, environment = command(mode, kit, channels, hidden)
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                words,
                env=environment,
                pass_fds=channels,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        for _, theirs in pairs:
            theirs.close()
        try:
            add_fonts(kit)
        except BaseException:
            self.end()
            raise

    def last_words(self) -> str:
        """The last line that it wrote."""
        try:
            lines = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        except OSError:
            lines = []
        return lines[-1] if lines else "no reason given"

    def end(self) -> None:
        """End it with all that runs in it, and remove its folder."""
        for control in self.controls:
            control.close()
        # Bubblewrap's own child belongs to this group too until it is walled in; alone it would wait for ever.
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


class WarmProcess:
    """A server's warm process: one of those that were started with the server, or one of its own in their place."""

    def __init__(self, mode: str, hidden: Sequence[Path], shared: Warmth, number: int) -> None:
        self._mode, self._hidden = mode, hidden
        self._warmth, self._own = shared, False
        self._control = shared.controls[number]
        self._ready = False

    def start(self) -> None:
        """Start one of its own; it imports while the caller goes on."""
        self.close()
        self._warmth, self._own = Warmth(self._mode, self._hidden), True
        self._control, self._ready = self._warmth.controls[0], False

    def wait_until_ready(self) -> None:
        """Wait for its imports; raises RoundsError, with what it last said, where it does not come up."""
        if self._ready:
            return
        self._control.settimeout(_START_SECONDS)
        try:
            said = self._control.recv(16)
        except OSError:
            said = b""
        if not said:
            raise RoundsError(f"The sandbox does not start: {self._warmth.last_words()}")
        self._ready = True

    def open_run(self, limits: Limits, imports: Sequence[str] = ()) -> LearnerRun:
        """Fork a learner's process from the warm one, which carries out those import statements first and keeps them.

        Raises WarmProcessError where the warm process has ended.
        """
        self.wait_until_ready()
        their_reader, writer = os.pipe()
        reader, their_writer = os.pipe()
        reports, their_reports = socket.socketpair()
        if hasattr(socket, "SO_PASSCRED"):
            reports.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        home = Path(tempfile.mkdtemp(prefix="rounds-home-")) if self._mode == BARE else None
        job = {
            "home": str(home) if home else "",
            "memory": limits.memory,
            "processes": limits.processes,
            "cpu_seconds": limits.cpu_seconds,
            "disk": limits.disk,
            "processors": processors(),
            "imports": list(imports),
        }
        order = json.dumps(job).encode()
        rights = array.array("i", [their_reader, their_writer, their_reports.fileno()])
        try:
            self._control.sendmsg(
                [struct.pack("<I", len(order)), order], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)]
            )
        except OSError as error:
            os.close(reader)
            os.close(writer)
            reports.close()
            raise WarmProcessError(f"the warm process has ended: {error}") from None
        finally:
            os.close(their_reader)
            os.close(their_writer)
            their_reports.close()
        run = LearnerRun(Channel(reader, writer), reports, home)
        run.wait_until_started()
        return run

    def after_run(self, lost: bool) -> bool:
        """Make sure of a warm process for the next run; whether this one's is still alive.

        Where the answer's process is `lost`, its warm process may be about to end with it.
        """
        ended, _, _ = select.select([self._control], [], [], _LAST_SECONDS if lost else 0)
        if self._mode == SINGLE or ended:
            self.start()
        return not ended

    def close(self) -> None:
        """Let go of the warm process; one of its own ends."""
        if self._own:
            self._warmth.end()
        else:
            self._control.close()
