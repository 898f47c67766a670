"""A conversation with one running kernel: run a cell, with a limit on its time and on its output."""

import ast
import re
import threading
from dataclasses import dataclass, field
from queue import Empty
from time import monotonic
from typing import Any

from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from rounds.grading.engine import Output
from rounds.grading.messages import Fault

MAX_OUTPUT = 1_000_000
_OUR_FILE_NAME = re.compile(r"\(\d+\.py, line")  # the kernel's name for a cell, in a SyntaxError
_POLL_SECONDS = 0.25
_INTERRUPT_SECONDS = 5.0


class KernelGoneError(Exception):
    """The kernel's process has ended, or had to be ended; the text says what ran at that time."""


@dataclass
class Ran:
    """What came of one cell."""

    outputs: list[Output] = field(default_factory=list)
    fault: Fault | None = None
    timed_out: bool = False
    seconds: float = 0.0
    size: int = 0


class Session:
    """A kernel that is up, and the client that talks to it; raises KernelGoneError once it no longer is."""

    def __init__(
        self, kernel: KernelManager, client: BlockingKernelClient, patience: float, stopping: threading.Event
    ) -> None:
        self._kernel, self._client, self._stopping = kernel, client, stopping
        try:
            client.wait_for_ready(timeout=patience)
        except RuntimeError:
            raise KernelGoneError("nothing yet") from None

    def run(self, source: str, seconds: float, *, during: str, remembered: bool = True) -> Ran:
        """Run one cell for at most `seconds`; a cell that is not `remembered` does not appear in In."""
        began = monotonic()
        ran = Ran()
        message = self._client.execute(source, store_history=remembered, allow_stdin=False, stop_on_error=False)
        if not self._follow(message, ran, began + seconds):
            ran.timed_out = True
            self._kernel.interrupt_kernel()
            if not self._follow(message, ran, monotonic() + _INTERRUPT_SECONDS):
                raise KernelGoneError(during)
        if not self._kernel.is_alive():
            raise KernelGoneError(during)
        ran.seconds = monotonic() - began
        return ran

    def quietly(self, expression: str) -> None:
        """Evaluate an expression of ours without a trace in the learner's namespace."""
        self._reply(self._client.execute(expression, silent=True, allow_stdin=False, stop_on_error=False))

    def ask(self, expression: str) -> str:
        """The string that an expression of ours evaluates to; empty where it fails."""
        message = self._client.execute(
            "", silent=True, allow_stdin=False, stop_on_error=False, user_expressions={"answer": expression}
        )
        answer = self._reply(message).get("user_expressions", {}).get("answer", {})
        if answer.get("status") != "ok":
            return ""
        return str(ast.literal_eval(answer["data"]["text/plain"]))

    def _reply(self, message: str) -> dict[str, Any]:
        deadline = monotonic() + _INTERRUPT_SECONDS
        while monotonic() < deadline:
            try:
                reply = self._client.get_shell_msg(timeout=_POLL_SECONDS)
            except Empty:
                self._still_here("the grading itself")
                continue
            if reply["parent_header"].get("msg_id") == message:
                content: dict[str, Any] = reply["content"]
                return content
        raise KernelGoneError("the grading itself")

    def _follow(self, message: str, ran: Ran, deadline: float) -> bool:
        """Collect what a cell puts out until it is done; False where the deadline comes first."""
        while True:
            left = deadline - monotonic()
            if left <= 0:
                return False
            try:
                news = self._client.get_iopub_msg(timeout=min(left, _POLL_SECONDS))
            except Empty:
                if self._still_here("your code"):
                    continue
                return True
            if news["parent_header"].get("msg_id") != message:
                continue
            kind, content = news["msg_type"], news["content"]
            if kind == "status" and content["execution_state"] == "idle":
                return True
            _collect(ran, kind, content)

    def _still_here(self, during: str) -> bool:
        if self._stopping.is_set():
            raise KernelGoneError("a run that was stopped")
        if not self._kernel.is_alive():
            raise KernelGoneError(during)
        return True


def _collect(ran: Ran, kind: str, content: dict[str, Any]) -> None:
    """Add one message of the kernel to a cell's outputs, in notebook format; too much of it is cut."""
    if kind == "error":
        ran.fault = Fault(str(content["ename"]), _OUR_FILE_NAME.sub("(line", str(content["evalue"])))
    if kind == "clear_output":
        ran.outputs.clear()
        return
    if kind not in ("stream", "display_data", "execute_result", "error") or ran.size > MAX_OUTPUT:
        return
    ran.size += len(str(content.get("text", ""))) + len(str(content.get("data", "")))
    if ran.size > MAX_OUTPUT:
        ran.outputs.append({"output_type": "stream", "name": "stderr", "text": "... the rest of the output is cut\n"})
    elif kind == "stream":
        last = ran.outputs[-1] if ran.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == content["name"]:
            last["text"] += content["text"]
        else:
            ran.outputs.append({"output_type": "stream", "name": content["name"], "text": content["text"]})
    elif kind == "error":
        shown = {"ename": content["ename"], "evalue": content["evalue"], "traceback": list(content["traceback"])}
        ran.outputs.append({"output_type": "error", **shown})
    else:
        output = {"output_type": kind, "data": content["data"], "metadata": content["metadata"]}
        if kind == "execute_result":
            output["execution_count"] = content.get("execution_count")
        ran.outputs.append(output)
