"""The judge's hold on the warm process: starts it, starts it again when it has ended, opens runs in it."""

import array
import json
import os
import shutil
import socket
import struct
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from rounds.errors import RoundsError
from rounds.grading.limits import Limits
from rounds.grading.sandbox.bubblewrap import command
from rounds.grading.sandbox.kit import make_kit
from rounds.grading.sandbox.warm import BARE, SINGLE
from rounds.grading.wire.channel import Channel

_START_SECONDS = 60.0
_RUN_SECONDS = 10.0
_CREDENTIALS = struct.Struct("3i")


class WarmProcessError(Exception):
    """The warm process did not open a run."""


class LearnerRun:
    """A learner's process: the channel on which it is asked, and the shepherd that holds it."""

    def __init__(self, channel: Channel, reports: socket.socket, home: Path | None) -> None:
        self.channel, self.reports, self.shepherd = channel, reports, 0
        self.cpu_seconds = 0.0
        self._home = home

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
        """Send the learner's process what Ctrl-C sends."""
        with suppress(OSError):
            self.reports.send(b"I")

    def end(self) -> None:
        """Kill the learner's process with all that it started, and note the CPU time of it all."""
        rest = b""
        with suppress(OSError):
            self.reports.shutdown(socket.SHUT_WR)
            while data := self.reports.recv(64):
                rest += data
        if len(rest) >= 12:
            self.cpu_seconds = struct.unpack("<id", rest[-12:])[1]
        self.reports.close()
        if self._home is not None:
            shutil.rmtree(self._home, ignore_errors=True)


class WarmProcess:
    """One warm process, and the folder with the part of our package that it may import."""

    def __init__(self, mode: str, hidden: Sequence[Path], log: Path) -> None:
        self._mode, self._hidden, self._log = mode, hidden, log
        self._folder = Path(tempfile.mkdtemp(prefix="rounds-"))
        self._kit = make_kit(self._folder / "kit")
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self.ready = False

    def start(self) -> None:
        """Start the process; it imports while the caller goes on."""
        self.stop_process()
        ours, theirs = socket.socketpair()
        words, environment = command(self._mode, self._kit, theirs.fileno(), self._hidden)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                words, env=environment, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        theirs.close()
        self._control, self.ready = ours, False

    def wait_until_ready(self) -> None:
        """Wait for its imports; raises RoundsError, with what it last said, where it does not come up."""
        if self._control is None or self.ready:
            return
        self._control.settimeout(_START_SECONDS)
        try:
            said = self._control.recv(16)
        except OSError:
            said = b""
        if not said:
            last = self._log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
            raise RoundsError(f"The sandbox does not start: {' '.join(last) or 'no reason given'}")
        self.ready = True

    def open_run(self, limits: Limits) -> LearnerRun:
        """Fork a learner's process; where the warm process has ended it is started again first."""
        if self._control is None or self._process is None or self._process.poll() is not None:
            self.start()
        self.wait_until_ready()
        assert self._control is not None
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
        }
        rights = array.array("i", [their_reader, their_writer, their_reports.fileno()])
        try:
            self._control.sendmsg([json.dumps(job).encode()], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)])
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

    def after_run(self) -> bool:
        """Make sure of a warm process for the next run; whether this one's is still the same and alive."""
        alive = self._process is not None and self._process.poll() is None
        if self._mode == SINGLE or not alive:
            self.start()
        return alive

    def stop_process(self) -> None:
        """End the process, and with it all that runs in it."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def close(self) -> None:
        """End the process and remove its folder."""
        self.stop_process()
        shutil.rmtree(self._folder, ignore_errors=True)
