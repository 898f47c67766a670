"""What a learner reads when a test fails: words about their code, never a hidden test's source."""

import textwrap
from dataclasses import dataclass

from rounds.course import HiddenTest
from rounds.grading.limits import Limits, size

WIDTH = 96  # columns that JupyterLab and a feedback page show


@dataclass(frozen=True)
class Fault:
    """An exception that ended a cell; `place` says where in the learner's own code it came from, if it did."""

    kind: str
    text: str
    place: str = ""

    def sentence(self) -> str:
        """The exception as Python names it."""
        return f"{self.kind}: {self.text}" if self.text else self.kind


def failure(test: HiddenTest, fault: Fault, broken: Fault | None) -> str:
    """The message of a test that `fault` ended.

    `broken` is the first exception that ended one of the learner's own cells: it explains a name that is missing.
    """
    if fault.kind == "NotImplementedError":
        return "Not done yet." if fault.text in ("", "not done yet") else f"Not done yet: {fault.text}"
    if fault.kind == "AssertionError" and not fault.place:
        return fault.text or f"This does not hold yet: {test.words or test.id}."
    if fault.kind == "NameError" and broken is not None and not fault.place:
        if broken.kind == "NotImplementedError":
            return "Not done yet."
        return f"Your cell stopped with {_ended(broken.sentence())} This test needs what it was to define."
    if fault.kind == "NameError" and not fault.place:
        return f"{_ended(fault.sentence())} Define it in the answer's cell, and run that cell."
    if fault.place:
        return f"{fault.sentence()} ({fault.place})"
    return f"{_ended(fault.sentence())} The test met this while it used your answer."


def limited(fault: Fault, limits: Limits) -> Fault:
    """An exception that a limit caused, with the limit in words; any other as it is."""
    if fault.kind == "MemoryError":
        return Fault(fault.kind, over_memory(limits.memory), fault.place)
    if "No space left on device" in fault.text or "File too large" in fault.text:
        return Fault(fault.kind, f"wrote more than {size(limits.disk)}, which is the limit", fault.place)
    if fault.kind == "BlockingIOError" or "can't start new thread" in fault.text:
        text = f"started more than {limits.processes} processes and threads, which is the limit"
        return Fault(fault.kind, text, fault.place)
    return fault


def over_memory(limit: float) -> str:
    """What is said of an answer that wanted more memory than it may have."""
    return f"used more than {size(limit)} of memory; the limit is {size(limit)}"


def over_cpu(limit: float) -> str:
    """What is said of an answer that computed longer than it may."""
    return f"used more than {limit:g} s of CPU time; the limit is {limit:g} s"


def lines(message: str, indent: str = "") -> list[str]:
    """A message as lines that fit a notebook's width; its own line breaks stay."""
    wrapped = (
        textwrap.wrap(line, WIDTH, initial_indent=indent, subsequent_indent=indent) for line in message.splitlines()
    )
    return [line for paragraph in wrapped for line in paragraph or [""]]


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def timed_out(seconds: float) -> str:
    """The message of a test that was stopped."""
    return f"Stopped after {seconds:g} s: your answer takes too long here, or never ends."


def kernel_gone(during: str) -> str:
    """The message of a test that could not run since the process was gone."""
    return f"Python itself ended while it ran {during}: too much memory, a crash, or a call that ends the process."


UNSTOPPABLE = "Your code did not stop when it was told to, and was ended by force: it runs on, or never lets go."


def out_of_time(seconds: float, what: str = "the exercise") -> str:
    """The message of what did not run since the exercise or the notebook had used its time."""
    return f"Not run: {what} as a whole had used its {seconds:g} s."


def bad_award(points: object, possible: float) -> str:
    """The message where a test awards points that do not exist."""
    return f"The test itself is at fault: it awarded {points} of {possible:g} points. Tell the course's author."
