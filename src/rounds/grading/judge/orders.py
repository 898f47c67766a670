"""What is handed to a judge's server and what comes back, as plain data: it may travel over a socket."""

from dataclasses import asdict, dataclass, field
from typing import Any

import msgpack

from rounds.course import HiddenTest
from rounds.grading.limits import Limits
from rounds.grading.slices import CodeCell, GradedCell, Script, Slice
from rounds.grading.verdict import Verdict

MOST_ORDER = 1 << 30  # bytes of an order or of findings


@dataclass
class Findings:
    """What a server found out about one slice or script.

    `lost` says why tests have no verdict, where some have none, and `flag` why an instructor should know; `failure` why
    nothing could be run, or our own setup does not; `limits` are sentences on limits that were hit.
    """

    verdicts: list[Verdict] = field(default_factory=list)
    outputs: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    lost: str = ""
    flag: str = ""
    failure: str = ""
    limits: list[str] = field(default_factory=list)
    seconds: float = 0.0
    learner_seconds: float = 0.0
    judge_seconds: float = 0.0
    calls: int = 0

    def as_bytes(self) -> bytes:
        """The findings as bytes."""
        verdicts = [verdict.as_json() | {"seconds": verdict.seconds} for verdict in self.verdicts]
        return packed({**vars(self), "verdicts": verdicts})

    @classmethod
    def from_bytes(cls, data: bytes) -> "Findings":
        """The findings that `as_bytes` made."""
        raw = unpacked(data)
        return cls(**{**raw, "verdicts": [Verdict.from_json(verdict) for verdict in raw["verdicts"]]})


def packed_order(work: Slice | Script, limits: Limits) -> bytes:
    """A slice or script and its limits as bytes."""
    order: dict[str, Any] = {"limits": asdict(limits), "files": dict(work.files)}
    if isinstance(work, Script):
        return packed(order | {"cells": [[cell.index, cell.source] for cell in work.cells]})
    parts = {name: [[cell.index, cell.source] for cell in getattr(work, name)] for name in ("setup", "answer")}
    tests = [[cell.index, cell.source, cell.test.id, cell.test.points, cell.test.words] for cell in work.tests]
    return packed(order | parts | {"exercise": work.exercise, "tests": tests, "salt": work.salt, "shown": work.shown})


def unpacked_order(data: bytes) -> tuple[Slice | Script, Limits]:
    """What `packed_order` made bytes of."""
    raw = unpacked(data)
    limits = Limits(**raw["limits"])
    if "cells" in raw:
        return Script(_cells(raw["cells"]), raw["files"]), limits
    tests = tuple(
        GradedCell(index, source, HiddenTest(known, points, words))
        for index, source, known, points, words in raw["tests"]
    )
    setup, answer = _cells(raw["setup"]), _cells(raw["answer"])
    return Slice(raw["exercise"], setup, answer, tests, raw["files"], raw["salt"], raw["shown"]), limits


def _cells(raw: list[list[Any]]) -> tuple[CodeCell, ...]:
    return tuple(CodeCell(index, source) for index, source in raw)


def packed(value: Any) -> bytes:
    """Plain data of our own as bytes."""
    data: bytes = msgpack.packb(value, unicode_errors="surrogatepass")
    return data


def unpacked(data: bytes) -> Any:
    """What `packed` made bytes of."""
    return msgpack.unpackb(data, strict_map_key=False, unicode_errors="surrogatepass")
