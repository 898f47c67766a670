"""A cell's outputs: cut to what a course allows, and read for points as nbgrader reads them."""

import math
import re
from dataclasses import dataclass
from typing import Any

from rounds.course import HiddenTest
from rounds.grading import messages
from rounds.grading.engine import Output
from rounds.grading.messages import Fault
from rounds.grading.verdict import Verdict, failed

NOT_RUN = "This test did not run, so it counts as 0."
_SHOWN = 500  # characters of what went to stderr


@dataclass(frozen=True)
class Trim:
    """nbgrader's settings for outputs: IgnorePattern's pattern (empty for none) and LimitOutput's numbers of lines.

    A number of -1 means no limit.
    """

    ignored: str = ""
    max_lines: int = 1000
    max_traceback: int = 100

    @classmethod
    def of(cls, config: Any) -> "Trim":
        """The settings of a course's configuration."""
        ignore, limit = config.IgnorePattern, config.LimitOutput
        return cls(
            str(ignore.get("pattern", "")) if ignore.get("enabled", False) else "",
            int(limit.get("max_lines", cls.max_lines)),
            int(limit.get("max_traceback", cls.max_traceback)),
        )

    def kept(self, outputs: list[Output]) -> list[Output]:
        """The outputs that count for points: without what the pattern ignores."""
        if not self.ignored:
            return outputs
        return [output for output in outputs if not (_is_stderr(output) and re.search(self.ignored, output["text"]))]

    def cut(self, outputs: list[Output]) -> list[Output]:
        """The outputs as they are kept in a notebook."""
        shown, lines = [], 0
        for output in outputs:
            if output["output_type"] == "stream" and self.max_lines != -1:
                if lines >= self.max_lines:
                    continue
                text = output["text"].split("\n")
                if len(text) + lines > self.max_lines:
                    text = [*text[: self.max_lines - lines - 1], "... Output truncated ..."]
                lines += len(text)
                shown.append({**output, "text": "\n".join(text)})
            elif output["output_type"] == "error" and 0 <= self.max_traceback < len(output["traceback"]):
                first = self.max_traceback // 2
                rest = output["traceback"][-(self.max_traceback - first - 1) :]
                trace = [*output["traceback"][:first], "... Traceback truncated ...", *rest]
                shown.append({**output, "traceback": trace})
            else:
                shown.append(output)
        return shown


def awarded(test: HiddenTest, outputs: list[Output] | None, ended: str) -> Verdict:
    """What a test cell earns by its `outputs`, by nbgrader's rules; None where it did not run, and `ended` says why.

    An error, or anything on stderr, earns nothing; a result that is a number is the points; all else is full marks.
    Where nbgrader would take a number that is no number of points for full marks, nothing is earned and it is flagged.
    """
    if outputs is None:
        return failed(test.id, test.points, ended or NOT_RUN, flag=ended or NOT_RUN)
    for output in outputs:
        if output["output_type"] == "error":
            fault = Fault(str(output["ename"]), str(output["evalue"]))
            return failed(test.id, test.points, messages.failure(test, fault, None))
        if _is_stderr(output):
            said = output["text"].strip()[:_SHOWN]
            return failed(test.id, test.points, f"Anything on stderr counts as a failure here: {said}")
        if output["output_type"] == "execute_result":
            return _partial(test, output)
    return Verdict(test.id, test.points, test.points, "", 0.0)


def _partial(test: HiddenTest, output: Output) -> Verdict:
    text = str(output["data"].get("text/plain", ""))
    try:
        points = float(text) if text else math.nan
    except ValueError:
        return Verdict(test.id, test.points, test.points, "", 0.0)
    if not 0 <= points <= test.points:
        said = messages.bad_award(text or "nothing", test.points)
        return failed(test.id, test.points, said, flag=said)
    message = "" if points == test.points else f"{points:g} of {test.points:g} points."
    return Verdict(test.id, points, test.points, message, 0.0)


def _is_stderr(output: Output) -> bool:
    return bool(output["output_type"] == "stream" and output["name"] == "stderr")
