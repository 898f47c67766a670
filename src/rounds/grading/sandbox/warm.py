"""The warm process: has imported what notebooks use, and forks a process for each learner's run.

It runs inside bubblewrap, holds neither tests nor submissions, and has a single thread. For each run it is handed two
pipes for the judge's requests and the answers, and a socket on which the shepherd of that run reports. The shepherd
makes the namespaces, waits for the learner's process, and ends it when it is told to or when the other side is gone.
"""

import array
import gc
import json
import os
import random
import select
import shutil
import signal
import socket
import struct
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from rounds.grading.environment import GRADING, NBGRADER
from rounds.grading.sandbox import calls, jail, linux
from rounds.grading.wire.channel import Channel

UNPRIVILEGED = 60001
CHANNELS_VARIABLE, MODE_VARIABLE, FONTS_VARIABLE = "ROUNDS_WARM_CHANNELS", "ROUNDS_WARM_MODE", "ROUNDS_WARM_FONTS"
ROOT, USER, SINGLE, BARE = "root", "user", "single", "bare"  # see rounds.grading.sandbox.bubblewrap
_INTERRUPT = b"I"
_LENGTH, _MOST_BYTES = struct.Struct("<I"), 1 << 16


def main() -> None:
    """Import, fork a warm process for each control socket, and stay until the last of them has ended."""
    mode = os.environ[MODE_VARIABLE]
    if mode == ROOT:
        os.setgroups([])
        os.setresgid(UNPRIVILEGED, UNPRIVILEGED, UNPRIVILEGED)
        os.setresuid(UNPRIVILEGED, UNPRIVILEGED, UNPRIVILEGED)
    if mode != BARE:
        linux.set_dumpable(False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    shell = _import_all()
    controls = [socket.socket(fileno=int(each)) for each in os.environ[CHANNELS_VARIABLE].split(",")]
    gc.collect()
    gc.freeze()
    gc.enable()
    for control in controls:
        if os.fork() == 0:
            for other in controls:
                if other is not control:
                    other.close()
            _serve(control, mode, shell)
            os._exit(0)
    for control in controls:
        control.close()
    for _ in controls:
        os.wait()


def _serve(control: socket.socket, mode: str, shell: Any) -> None:
    """Report readiness, then fork for each set of descriptors that arrives."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for shepherds
    control.send(b"ready")
    imported: set[str] = set()
    while True:
        data, descriptors = _receive(control)
        if not data:
            return
        job = json.loads(data)
        for statement in job["imports"]:
            if statement not in imported:
                imported.add(statement)
                with suppress(Exception):  # it will be said where the notebook does it
                    exec(statement, {})
        if os.fork() == 0:
            control.close()
            _shepherd(descriptors, job, mode, shell)
        for descriptor in descriptors:
            os.close(descriptor)


def _import_all() -> Any:
    # matplotlib wants a folder that it can write to.
    os.environ["MPLCONFIGDIR"] = tempfile.mkdtemp(prefix="rounds-matplotlib-")
    import IPython  # noqa: F401
    import matplotlib as mpl
    import numpy.random  # noqa: F401
    import simpy  # noqa: F401

    fonts = Path(os.environ[FONTS_VARIABLE])
    while not fonts.is_dir():  # whoever started us is about to put it there
        time.sleep(0.001)
    shutil.copytree(fonts, os.environ["MPLCONFIGDIR"], dirs_exist_ok=True)
    mpl.use("module://matplotlib_inline.backend_inline")
    import io

    from matplotlib import pyplot as plt

    figure = plt.figure()  # the first figure costs more than all that follow
    figure.add_subplot().plot([1, 2])
    figure.savefig(io.BytesIO())
    plt.close("all")
    from rounds.grading.sandbox import server  # noqa: F401
    from rounds.grading.sandbox.shell import make_shell, warm_up

    shell = make_shell()
    warm_up(shell)
    return shell


def _receive(control: socket.socket) -> tuple[bytes, list[int]]:
    """A job as JSON, after its length in four bytes, and its descriptors; no bytes where the other side is gone."""
    data, ancillary, _, _ = control.recvmsg(_MOST_BYTES, socket.CMSG_SPACE(12))
    while data and (len(data) < _LENGTH.size or len(data) < _LENGTH.size + _LENGTH.unpack_from(data)[0]):
        more = control.recv(_MOST_BYTES)
        data = data + more if more else b""
    descriptors = array.array("i")
    for _, _, content in ancillary:
        descriptors.frombytes(content)
    return data[_LENGTH.size :], list(descriptors)


def _shepherd(descriptors: list[int], job: dict[str, Any], mode: str, shell: Any) -> NoReturn:
    """Start the learner's process, wait for its end, report, and end."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if job["processors"]:
            os.sched_setaffinity(0, job["processors"])
        reader, writer, status = descriptors
        reports = socket.socket(fileno=status)
        if mode in (ROOT, USER):
            jail.leave_namespaces()
        child = os.fork()
        if child == 0:
            reports.close()
            _become_learner(reader, writer, job, mode, shell)
        os.close(reader)
        os.close(writer)
        reports.send(b"started")
        ended, usage = _wait(child, reports)
        if mode == BARE:  # no namespace ends with it
            with suppress(OSError):
                os.killpg(child, signal.SIGKILL)
        reports.send(struct.pack("<id", ended, usage))
    except BaseException as error:  # noqa: BLE001 (nobody above could handle it)
        os.write(2, f"shepherd: {type(error).__name__}: {error}\n".encode())
    os._exit(0)


def _wait(child: int, reports: socket.socket) -> tuple[int, float]:
    """Do as the reports' other side says until the child has ended; its status and CPU seconds."""
    while True:
        gone, status, usage = os.wait4(child, os.WNOHANG)
        if gone:
            return status, usage.ru_utime + usage.ru_stime
        ready = _poll(child, reports)
        if not ready:
            continue
        order = reports.recv(16)
        if order == _INTERRUPT:
            os.kill(child, signal.SIGINT)
            reports.send(_INTERRUPT)
        elif not order:
            os.kill(child, signal.SIGKILL)
            _, status, usage = os.wait4(child, 0)
            return status, usage.ru_utime + usage.ru_stime


def _poll(child: int, reports: socket.socket) -> bool:
    """Wait until the child has ended or an order has come; whether it is the latter."""
    poller = select.poll()
    poller.register(reports, select.POLLIN)
    if hasattr(os, "pidfd_open"):
        descriptor = os.pidfd_open(child)
        try:
            poller.register(descriptor, select.POLLIN)
            return any(found == reports.fileno() for found, _ in poller.poll())
        finally:
            os.close(descriptor)
    return any(found == reports.fileno() for found, _ in poller.poll(20))


def _become_learner(reader: int, writer: int, job: dict[str, Any], mode: str, shell: Any) -> NoReturn:
    from rounds.grading.sandbox.server import Server
    from rounds.grading.sandbox.shell import Cells

    try:
        # A group of its own to end; and where Linux shares processors by session, one with many processes takes no more
        # than any other, and takes nothing from a neighbour's share.
        os.setsid()
        home = job["home"] or jail.HOME
        if mode in (ROOT, USER):
            jail.own_files(job["disk"])
        if mode != BARE:
            jail.give_up_rights()
        bounded = job["processes"] if mode in (ROOT, USER) else 0
        jail.set_limits(job["memory"], bounded, job["cpu_seconds"], job["disk"])
        channel = Channel(*jail.keep_only(reader, writer))
        _fresh_start(home)
        cells = Cells(shell)
        if mode != BARE:
            calls.forbid()
        Server(channel, cells).serve()
    except BaseException as error:  # noqa: BLE001 (it is the end of this process either way)
        os.write(2, f"learner: {type(error).__name__}: {error}\n".encode())
    os._exit(0)


def _fresh_start(home: str) -> None:
    """Nothing of the warm process shows: random numbers, environment, folder, search path, signals."""
    import numpy as np

    random.seed()
    np.random.seed()  # noqa: NPY002 (learners may use the old interface)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(
        {
            "HOME": home,
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "MPLCONFIGDIR": "/tmp",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            GRADING: "1",
            NBGRADER: "autograde",
        }
    )
    os.chdir(home)
    # As in a Jupyter kernel: modules handed in are found before installed packages, and after Python's own.
    installed = (place for place, entry in enumerate(sys.path) if entry.endswith("-packages"))
    sys.path.insert(next(installed, len(sys.path)), "")
    sys.argv = [""]


if __name__ == "__main__":
    main()
